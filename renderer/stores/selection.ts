import type { ListingRow, Selection } from '../../shared/objects.ts'

/** Selected rows by key. */
export type Selected = ReadonlyMap<string, ListingRow['kind']>

export const nothingSelected: Selected = new Map()

export function toggled(selected: Selected, row: ListingRow): Selected {
  const next = new Map(selected)
  if (!next.delete(row.key)) next.set(row.key, row.kind)
  return next
}

export function withSelection(selected: Selected, added: Selection): Selected {
  const next = new Map(selected)
  for (const key of added.prefixes) next.set(key, 'folder')
  for (const key of added.keys) next.set(key, 'file')
  return next
}

export function selectionOf(selected: Selected): {
  readonly keys: string[]
  readonly prefixes: string[]
} {
  const keys: string[] = []
  const prefixes: string[] = []
  for (const [key, kind] of selected) (kind === 'folder' ? prefixes : keys).push(key)
  return { keys, prefixes }
}
