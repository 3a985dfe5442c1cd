import type { Messages } from '../../../shared/i18n/en.ts'
import { type Allowance, allowanceAt, type Pace } from '../../../shared/transfer/pace.ts'
import type { Format } from '../../i18n/i18n.tsx'

interface Words {
  readonly messages: Messages
  readonly format: Pick<Format, 'bytes' | 'upcoming'>
}

/** "Now: at most 2 MB/s, until 18:00. Then: full speed." */
export function paceSentence(pace: Pace, nowMs: number, words: Words): string {
  const { now } = words.messages.settings
  const allowance = allowanceAt(pace, nowMs)
  const what = paceOf(allowance, words)
  const { untilMs } = allowance
  if (untilMs === null) return now.now(what)
  const then = paceOf(allowanceAt(pace, untilMs), words)
  return now.until(what, words.format.upcoming(untilMs), then)
}

function paceOf({ limits, mode }: Allowance, { messages, format }: Words): string {
  const { now } = messages.settings
  if (mode === 'pause') return now.pause
  const rate = (bytes: number): string => messages.transfers.perSecond(format.bytes(bytes))
  const parts = (['total', 'upload', 'download'] as const).flatMap((name) => {
    const limit = limits[name]
    const isMoot = name !== 'total' && limits.total !== null && limits.total <= (limit ?? 0)
    return limit === null || isMoot ? [] : [now[name](rate(limit))]
  })
  return parts.length === 0 ? now.full : parts.join(now.and)
}
