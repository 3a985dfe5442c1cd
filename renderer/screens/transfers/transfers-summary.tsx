import { ArrowUpDown, ChevronDown, ChevronUp } from 'lucide-react'
import type { JSX } from 'react'
import { Button } from 'react-aria-components'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useShell, useStores, useTransfers } from '../../stores/stores.tsx'
import { summaryOf } from './words.ts'
import './transfers.css'

/** The button in the status bar that says what is going on and opens the drawer. */
export function TransfersSummary(): JSX.Element {
  const { shell } = useStores()
  const open = useShell((state) => state.drawerOpen)
  const snapshot = useTransfers((state) => state.snapshot)
  const { transfers: messages } = useMessages()
  const format = useFormat()
  const text = snapshot === null ? messages.summary.idle : summaryOf(snapshot, { messages, format })
  const Chevron = open ? ChevronDown : ChevronUp
  return (
    <Button
      className="transfers-summary numeric"
      aria-expanded={open}
      aria-controls="transfers-drawer"
      aria-label={`${open ? messages.hide : messages.show}: ${text}`}
      onPress={() => shell.getState().setDrawer(!open)}
    >
      <ArrowUpDown size={14} aria-hidden />
      <span>{text}</span>
      <Chevron size={14} aria-hidden />
    </Button>
  )
}
