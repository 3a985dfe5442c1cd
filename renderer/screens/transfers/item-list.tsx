import { type JSX, memo, useState } from 'react'
import { failureText } from '../../../shared/i18n/failure-text.ts'
import { movesBytes } from '../../../shared/transfer/kinds.ts'
import type { ItemRow, ItemWindow, TransferRow } from '../../../shared/transfer/view.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { useApi, useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { FileRows } from './file-rows.tsx'
import { useItems } from './use-items.ts'

const filters = ['all', 'unfinished', 'attention', 'failed', 'skipped', 'done'] as const

interface ItemListProps {
  readonly row: TransferRow
  readonly name: string
}

/** The files of one transfer. Only those on screen are in the document, whatever their number. */
export function ItemList({ row, name }: ItemListProps): JSX.Element {
  const { items: words } = useMessages().transfers
  const [show, setShow] = useState<ItemWindow['show']>(row.items.failed > 0 ? 'failed' : 'all')
  const [detail, setDetail] = useState<ItemRow | null>(null)
  const items = useItems(useApi(), row, show)
  return (
    <div className="transfer-items">
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
      {items.total === 0 ? <p className="muted transfers-note">{words.none}</p> : null}
      <FileRows items={items} label={words.label(name)}>
        {(item) => <File item={item} sized={movesBytes(row.kind)} onDetail={setDetail} />}
      </FileRows>
      {detail?.failure ? <FailurePanel layout="inline" failure={detail.failure} /> : null}
    </div>
  )
}

interface FileProps {
  readonly item: ItemRow | undefined
  readonly sized: boolean
  readonly onDetail: (item: ItemRow) => void
}

const File = memo(function File({ item, sized, onDetail }: FileProps): JSX.Element | null {
  const messages = useMessages()
  const format = useFormat()
  if (!item) return null
  const { common, transfers } = messages
  const size =
    item.doneBytes > 0 && item.doneBytes < item.sizeBytes
      ? transfers.of(format.bytes(item.doneBytes), format.bytes(item.sizeBytes))
      : format.bytes(item.sizeBytes)
  const reason = item.failure ? failureText(messages, item.failure).what : null
  const state = item.attention
    ? transfers.items.reasons[item.attention]
    : transfers.items.states[item.state]
  const isOver = item.state === 'failed' || item.state === 'skipped'
  return (
    <>
      <span className="transfer-file-name" title={item.name}>
        {item.name}
      </span>
      <span className="transfer-file-size numeric muted">{sized ? size : ''}</span>
      <span className={`transfer-file-state transfer-${item.state}`} title={reason ?? state}>
        {isOver && reason !== null ? reason : state}
      </span>
      {item.attention === 'conflict' ? <Answers item={item} /> : null}
      {item.attention !== 'conflict' && item.failure ? (
        <Button variant="quiet" onPress={() => onDetail(item)}>
          {common.details.title}
        </Button>
      ) : null}
    </>
  )
})

/** An exception for one file from what is decided for the rest. */
function Answers({ item }: { readonly item: ItemRow }): JSX.Element {
  const { transfers, shell } = useStores()
  const { conflict } = useMessages().transfers
  const choices = [
    ['skip', conflict.skip],
    ['keep-both', conflict.keepBoth],
    ['replace', conflict.replace],
  ] as const
  return (
    <fieldset className="transfer-answers" aria-label={conflict.one(item.name)}>
      {choices.map(([choice, label]) => (
        <Button
          key={choice}
          variant="quiet"
          aria-label={`${label}: ${item.name}`}
          onPress={() => {
            const decision = { transferId: item.transferId, itemIds: [item.id], choice }
            transfers.getState().decide(decision).catch(shell.getState().fail)
          }}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  )
}
