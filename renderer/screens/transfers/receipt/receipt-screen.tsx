import { ArrowLeft, RotateCw, Save, ShieldCheck } from 'lucide-react'
import { type JSX, useEffect, useRef, useState } from 'react'
import { canVerify, movesBytes } from '../../../../shared/transfer/kinds.ts'
import type { Receipt } from '../../../../shared/transfer/receipt.ts'
import { useFormat, useLocale, useMessages } from '../../../i18n/i18n.tsx'
import { useApi, useStores } from '../../../stores/stores.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { labelOf, nameOf } from '../words.ts'
import { ReceiptFiles } from './receipt-files.tsx'
import { checkOf, durationOf, headlineOf } from './receipt-words.ts'
import { useReceipt } from './use-receipt.ts'
import './receipt.css'

interface ReceiptScreenProps {
  readonly transferId: string
  readonly onClose: () => void
}

/** What became of everything that a transfer was asked for, and what proves it. */
export function ReceiptScreen({ transferId, onClose }: ReceiptScreenProps): JSX.Element {
  const { receipt: words } = useMessages()
  const receipt = useReceipt(transferId)
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => page.current?.focus(), [])
  return (
    <section ref={page} className="receipt" aria-label={words.title} tabIndex={-1}>
      <header className="receipt-head">
        <IconButton label={words.back} icon={<ArrowLeft size={16} />} onPress={onClose} />
        <h2>{words.title}</h2>
      </header>
      {receipt === 'gone' ? <p className="muted">{words.gone}</p> : null}
      {receipt === 'gone' || receipt === 'loading' ? null : <Content receipt={receipt} />}
    </section>
  )
}

function Content({ receipt }: { readonly receipt: Receipt }): JSX.Element {
  const messages = useMessages()
  const format = useFormat()
  const words = { messages, format }
  const { sums, transfer } = receipt
  const { separator } = messages.transfers
  const facts = [
    format.date(transfer.finishedAt ?? transfer.createdAt),
    durationOf(receipt, words),
    movesBytes(transfer.kind) ? format.bytes(transfer.doneBytes) : null,
  ]
  return (
    <>
      <div className="receipt-summary">
        <p className="muted">{labelOf(transfer, { messages: messages.transfers, format })}</p>
        <p className="receipt-headline" aria-live="polite">
          {headlineOf(receipt, words)}
        </p>
        <p className="muted numeric">{facts.filter((fact) => fact !== null).join(separator)}</p>
      </div>
      <Sum receipt={receipt} />
      {sums.unreadFolders > 0 ? (
        <p>{messages.receipt.unread(sums.unreadFolders, format.count(sums.unreadFolders))}</p>
      ) : null}
      <Check receipt={receipt} />
      <Actions receipt={receipt} />
      <ReceiptFiles receipt={receipt} />
    </>
  )
}

/** "Found 1,207 = Done 1,204 + Skipped 0 + Failed 3", with what there is of the rest. */
function Sum({ receipt }: { readonly receipt: Receipt }): JSX.Element {
  const { sum } = useMessages().receipt
  const format = useFormat()
  const { sums } = receipt
  const rest = (['cancelled', 'open'] as const).filter((part) => sums[part] > 0)
  const parts = ['found', 'done', 'skipped', 'failed', ...rest] as const
  return (
    <dl className="receipt-sum" aria-label={sum.label}>
      {parts.map((part) => (
        <div key={part} className={`receipt-part receipt-${part}`}>
          <dt>{sum[part]}</dt>
          <dd className="numeric">{format.count(sums[part])}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How the latest comparison with what is there went. */
function Check({ receipt }: { readonly receipt: Receipt }): JSX.Element | null {
  const { shell } = useStores()
  const messages = useMessages()
  const text = checkOf(receipt, { messages, format: useFormat() })
  const { check } = receipt
  if (check === null) return null
  return (
    <div className="receipt-actions">
      <span aria-live="polite">{text}</span>
      <Button
        variant="quiet"
        onPress={() => shell.getState().go({ kind: 'receipt', transferId: check.transfer.id })}
      >
        {messages.receipt.openCheck}
      </Button>
    </div>
  )
}

/** What no system takes in the name of a file. */
const unfitForNames = /[\\/:*?"<>|]/g

function Actions({ receipt }: { readonly receipt: Receipt }): JSX.Element {
  const { shell, transfers } = useStores()
  const { receipt: words } = useMessages()
  const { transfers: panel } = useMessages()
  const format = useFormat()
  const locale = useLocale()
  const api = useApi()
  const [saving, setSaving] = useState(false)
  const { transfer } = receipt
  const save = async (): Promise<void> => {
    setSaving(true)
    const name = nameOf(transfer, { messages: panel, format }).replace(unfitForNames, '_')
    const input = { transferId: transfer.id, fileName: words.fileName(name.slice(0, 100)), locale }
    try {
      const path = await api.call('transfers.saveReceipt', input)
      if (path !== null) shell.getState().tell(words.saved(path))
    } catch (error) {
      shell.getState().fail(error)
    }
    setSaving(false)
  }
  const verify = (): void => {
    api.call('transfers.verify', { transferId: transfer.id }).catch(shell.getState().fail)
  }
  const retry = (): void => {
    transfers.getState().act('retry', transfer.id).catch(shell.getState().fail)
  }
  return (
    <div className="receipt-actions">
      {transfer.state === 'failed' ? (
        <Button variant="primary" icon={<RotateCw size={14} />} onPress={retry}>
          {words.retry}
        </Button>
      ) : null}
      {canVerify(transfer.kind) && transfer.finishedAt !== null ? (
        <Tooltip text={words.verifyHelp}>
          <Button icon={<ShieldCheck size={14} />} onPress={verify}>
            {words.verify}
          </Button>
        </Tooltip>
      ) : null}
      <Button icon={<Save size={14} />} isPending={saving} onPress={() => void save()}>
        {saving ? words.saving : words.save}
      </Button>
    </div>
  )
}
