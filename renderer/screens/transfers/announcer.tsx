import { type JSX, useEffect, useRef, useState } from 'react'
import type { TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { summaryOf } from './words.ts'

const everyMs = 10_000

/** Reads the state of the transfers to a screen reader now and then, never five times a second. */
export function Announcer({
  snapshot,
}: {
  readonly snapshot: TransfersSnapshot | null
}): JSX.Element {
  const { transfers: messages } = useMessages()
  const format = useFormat()
  const latest = useRef('')
  const [text, setText] = useState('')
  // An idle list says nothing.
  latest.current =
    !snapshot || snapshot.total === 0 ? '' : summaryOf(snapshot, { messages, format })
  useEffect(() => {
    const timer = setInterval(() => setText(latest.current), everyMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  )
}
