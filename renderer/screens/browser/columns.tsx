import { useMemo } from 'react'
import type { Messages } from '../../../shared/i18n/en.ts'
import type { ListingRow } from '../../../shared/objects.ts'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { GridColumn } from '../../ui/virtual-grid.tsx'
import { typeLabel } from './file-type.ts'
import { RowIcon } from './row-icon.tsx'

export function useColumns(): readonly GridColumn<ListingRow>[] {
  const messages = useMessages()
  const format = useFormat()
  return useMemo(() => {
    const { table } = messages.browser
    const { none } = messages.common
    const column = (
      id: string,
      label: string,
      width: string,
      text: (row: ListingRow & { kind: 'file' }) => string,
      title?: (row: ListingRow & { kind: 'file' }) => string,
    ): GridColumn<ListingRow> => ({
      id,
      label,
      width,
      sortable: id !== 'class',
      align: id === 'size' ? 'end' : 'start',
      cell: (row) => (
        <span
          className="cell-fact numeric"
          title={row.kind === 'file' && title ? title(row) : undefined}
        >
          {row.kind === 'folder' ? (id === 'type' ? table.folder : none) : text(row)}
        </span>
      ),
    })
    return [
      {
        id: 'name',
        label: table.name,
        width: 'minmax(180px, 1fr)',
        sortable: true,
        cell: (row) => (
          <>
            <RowIcon row={row} />
            <span className="cell-name" title={row.name}>
              {row.name}
            </span>
          </>
        ),
      },
      column('size', table.size, '100px', (row) => format.bytes(row.sizeBytes)),
      column('type', table.type, '124px', (row) => typeLabel(messages, row.name)),
      column(
        'modified',
        table.modified,
        '136px',
        (row) => format.date(row.modifiedAt),
        (row) => format.fullDate(row.modifiedAt),
      ),
      column('class', table.class, '138px', (row) => className(messages, row.storageClass)),
    ]
  }, [messages, format])
}

/** What a narrow table leaves out, the least needed first; the inspector still shows it. */
export function columnsFor(
  columns: readonly GridColumn<ListingRow>[],
  widthPx: number | null,
): readonly GridColumn<ListingRow>[] {
  const width = widthPx ?? Number.POSITIVE_INFINITY
  const hidden = [
    ...(width < 700 ? ['class'] : []),
    ...(width < 560 ? ['type'] : []),
    ...(width < 440 ? ['modified'] : []),
  ]
  return columns.filter(({ id }) => !hidden.includes(id))
}

/** The service's own word for a class that has no name here. */
export function className(messages: Messages, storageClass: string): string {
  const known: Readonly<Record<string, string>> = messages.browser.classes
  return known[storageClass] ?? storageClass
}
