import { Copy, Download, Trash2 } from 'lucide-react'
import type { JSX } from 'react'
import type { ListingRow } from '../../../shared/objects.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { indexOfKey, rowAt } from '../../stores/pages.ts'
import { useBrowser } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { className } from '../browser/columns.tsx'
import { typeLabel } from '../browser/file-type.ts'
import { RowIcon } from '../browser/row-icon.tsx'
import { useBrowserCommands } from '../browser/use-browser-actions.ts'
import './inspector.css'
import { SelectionTotal } from './selection-total.tsx'

/** Facts about the selected row, and what can be done with the selection. */
export function Inspector(): JSX.Element {
  const { browser } = useMessages()
  const words = browser.inspector
  const format = useFormat()
  const selected = useBrowser((state) => state.selected)
  const pages = useBrowser((state) => state.pages)
  const place = useBrowser((state) => state.place)
  if (place === null || selected.size === 0) return <p className="inspector-none">{words.none}</p>
  const [key] = selected.keys()
  const { bucket } = place
  const index = selected.size === 1 && key !== undefined ? indexOfKey(pages, key) : null
  const row = index === null ? undefined : rowAt(pages, index)
  return (
    <div className="inspector">
      {row === undefined ? (
        <h2>{words.many(selected.size, format.count(selected.size))}</h2>
      ) : (
        <>
          <div className="inspector-preview">
            <RowIcon row={row} sizePx={40} />
          </div>
          <h2 className="selectable">{row.name}</h2>
          <Facts row={row} bucket={bucket} />
        </>
      )}
      {row?.kind === 'file' ? null : <SelectionTotal place={place} selected={selected} />}
      <Actions row={row} bucket={bucket} />
    </div>
  )
}

interface RowProps {
  readonly row: ListingRow
  readonly bucket: string
}

function Facts({ row, bucket }: RowProps): JSX.Element {
  const messages = useMessages()
  const { inspector: words, table } = messages.browser
  const format = useFormat()
  const path = `oss://${bucket}/${row.key}`
  const facts: readonly (readonly [string, string, string?])[] =
    row.kind === 'folder'
      ? [
          [words.type, table.folder],
          [words.path, path],
        ]
      : [
          [words.size, format.bytes(row.sizeBytes), words.bytes(format.count(row.sizeBytes))],
          [words.type, kindText(messages, row)],
          [words.modified, format.date(row.modifiedAt), format.fullDate(row.modifiedAt)],
          [words.class, className(messages, row.storageClass)],
          [words.path, path],
        ]
  return (
    <dl className="facts selectable">
      {facts.map(([label, value, title]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={title}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function kindText(
  messages: ReturnType<typeof useMessages>,
  row: ListingRow & { kind: 'file' },
): string {
  const { inspector: words } = messages.browser
  if (row.type === 'Symlink') return words.symlink
  const label = typeLabel(messages, row.name)
  return row.type === 'Appendable' ? `${label} · ${words.appendable}` : label
}

function Actions({
  row,
  bucket,
}: {
  readonly row: ListingRow | undefined
  readonly bucket: string
}): JSX.Element {
  const { browser } = useMessages()
  const commands = useBrowserCommands()
  return (
    <div className="inspector-actions">
      <Button icon={<Download size={14} />} onPress={() => void commands.download()}>
        {browser.actions.download}
      </Button>
      {row === undefined ? null : (
        <Button
          icon={<Copy size={14} />}
          onPress={() => commands.copy(`oss://${bucket}/${row.key}`)}
        >
          {browser.inspector.copyPath}
        </Button>
      )}
      <Button icon={<Trash2 size={14} />} onPress={() => commands.askFor('delete')}>
        {browser.actions.delete}
      </Button>
    </div>
  )
}
