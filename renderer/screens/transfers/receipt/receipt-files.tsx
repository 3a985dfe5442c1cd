import { Copy, Info } from 'lucide-react'
import { type JSX, memo, useState } from 'react'
import { movesBytes } from '../../../../shared/transfer/kinds.ts'
import type { Receipt } from '../../../../shared/transfer/receipt.ts'
import type { ItemRow, ItemWindow, TransferRow } from '../../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../../i18n/i18n.tsx'
import { useApi } from '../../../stores/stores.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { FailurePanel } from '../../failure-panel.tsx'
import { FileRows } from '../file-rows.tsx'
import { useItems } from '../use-items.ts'
import { nameOf } from '../words.ts'
import { factsOf, resultOf } from './receipt-words.ts'

const filters = ['all', 'done', 'skipped', 'failed', 'unfinished'] as const
type Filter = (typeof filters)[number]

/** Every file of the transfer, with what proves that it arrived or why it did not. */
export function ReceiptFiles({ receipt }: { readonly receipt: Receipt }): JSX.Element {
  const messages = useMessages()
  const format = useFormat()
  const { receipt: words } = messages
  const { transfer } = receipt
  const [show, setShow] = useState<Filter>(transfer.items.failed > 0 ? 'failed' : 'all')
  const [detail, setDetail] = useState<ItemRow | null>(null)
  const items = useItems(useApi(), transfer, show satisfies ItemWindow['show'])
  const name = nameOf(transfer, { messages: messages.transfers, format })
  return (
    <div className="receipt-files">
      <div className="transfer-filter">
        <Select
          label={words.show}
          options={filters.map((id) => ({ id, label: words.filters[id] }))}
          value={show}
          onChange={(id) => {
            setDetail(null)
            setShow(filters.find((filter) => filter === id) ?? 'all')
          }}
        />
      </div>
      {items.total === 0 ? <p className="muted">{messages.transfers.items.none}</p> : null}
      <FileRows items={items} label={words.files(name)}>
        {(item) =>
          item === undefined ? null : (
            <File item={item} sized={movesBytes(transfer.kind)} onDetail={setDetail} />
          )
        }
      </FileRows>
      {detail === null ? null : <Details key={detail.id} item={detail} transfer={transfer} />}
    </div>
  )
}

interface FileProps {
  readonly item: ItemRow
  readonly sized: boolean
  readonly onDetail: (item: ItemRow) => void
}

const File = memo(function File({ item, sized, onDetail }: FileProps): JSX.Element {
  const messages = useMessages()
  const format = useFormat()
  const result = resultOf(item, messages)
  return (
    <>
      <span className="transfer-file-name" title={item.name}>
        {item.name}
      </span>
      <span className="transfer-file-size numeric muted">
        {sized ? format.bytes(item.sizeBytes) : ''}
      </span>
      <span className={`transfer-file-state transfer-${item.state}`} title={result}>
        {result}
      </span>
      <IconButton
        small
        label={messages.receipt.detailsOf(item.name)}
        icon={<Info size={14} />}
        onPress={() => onDetail(item)}
      />
    </>
  )
})

interface DetailsProps {
  readonly item: ItemRow
  readonly transfer: TransferRow
}

function Details({ item, transfer }: DetailsProps): JSX.Element {
  const messages = useMessages()
  const { actions } = messages.common
  const facts = factsOf(item, transfer, { messages, format: useFormat() })
  const [copied, setCopied] = useState(false)
  const text = [item.name, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n')
  return (
    <section className="receipt-details" aria-label={messages.receipt.detailsOf(item.name)}>
      <header>
        <h3>{item.name}</h3>
        <Button
          variant="quiet"
          icon={<Copy size={14} />}
          onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? actions.copied : actions.copy}
        </Button>
      </header>
      <dl className="selectable" aria-live="polite">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="numeric">{value}</dd>
          </div>
        ))}
      </dl>
      {item.failure === null ? null : <FailurePanel layout="inline" failure={item.failure} />}
    </section>
  )
}
