import { type JSX, useEffect, useState } from 'react'
import type { ViewStatus } from '../../../shared/catalog.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useBrowser, useShell } from '../../stores/stores.tsx'
import { TransfersSummary } from '../transfers/transfers-summary.tsx'

export function StatusBar(): JSX.Element {
  return (
    <footer className="status-bar">
      <FolderStatus />
      <TransfersSummary />
    </footer>
  )
}

/** What the table covers, and how old it is. */
function FolderStatus(): JSX.Element {
  const { browser } = useMessages()
  const words = browser.status
  const format = useFormat()
  const status = useBrowser((state) => state.status)
  const total = useBrowser((state) => state.total)
  const filter = useBrowser((state) => state.filter)
  const selected = useBrowser((state) => state.selected.size)
  const browsing = useShell((state) => state.route.kind === 'browse')
  const age = useListedText(status)
  if (!status || !browsing) return <span className="status-text" />
  const count = status.folders + status.files
  if (status.state === 'failed' && count === 0) return <span className="status-text" />
  const items = words.items(count, format.count(count))
  const parts = [
    selected > 0 ? words.selected(format.count(selected)) : null,
    filter !== '' && total !== null ? words.matching(total, format.count(total)) : null,
    status.state === 'listing' ? words.listing(items) : items,
    status.files > 0 ? format.bytes(status.sizeBytes) : null,
    status.state === 'failed' ? words.incomplete : age,
  ]
  return (
    <span className="status-text numeric" role="status">
      {parts.filter((part) => part !== null).join(' · ')}
    </span>
  )
}

const minuteMs = 60_000

function useListedText(status: ViewStatus | null): string | null {
  const { browser } = useMessages()
  const words = browser.status
  const format = useFormat()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), minuteMs / 2)
    return () => clearInterval(timer)
  }, [])
  if (status?.state === 'listing' || !status?.listedAt) return null
  const minutes = Math.floor((Date.now() - Date.parse(status.listedAt)) / minuteMs)
  if (minutes < 1) return words.justNow
  if (minutes < 60) return words.minutesAgo(minutes, format.count(minutes))
  return words.at(format.date(status.listedAt))
}
