import type { ListingRow } from '../../shared/objects.ts'

export const pageRows = 200

/** Loaded parts of a listing. `revision` is that of the view when the page was read. */
export interface Page {
  readonly revision: number
  readonly rows: readonly ListingRow[]
}
export type Pages = ReadonlyMap<number, Page>

export function rowAt(pages: Pages, index: number): ListingRow | undefined {
  return pages.get(Math.floor(index / pageRows))?.rows[index % pageRows]
}

/** Numbers of the pages that rows first..last need and that are absent or of an older revision. */
export function missingPages(
  pages: Pages,
  revision: number,
  first: number,
  last: number,
): readonly number[] {
  const missing: number[] = []
  for (let page = Math.floor(first / pageRows); page * pageRows <= last; page += 1) {
    if (pages.get(page)?.revision !== revision) missing.push(page)
  }
  return missing
}

/** Rows first..last when all are loaded, otherwise null. */
export function loadedRows(
  pages: Pages,
  first: number,
  last: number,
): readonly ListingRow[] | null {
  const rows: ListingRow[] = []
  for (let index = first; index <= last; index += 1) {
    const row = rowAt(pages, index)
    if (row === undefined) return null
    rows.push(row)
  }
  return rows
}

/** Index of a key among the loaded rows, or null. */
export function indexOfKey(pages: Pages, key: string): number | null {
  for (const [number, page] of pages) {
    const index = page.rows.findIndex((row) => row.key === key)
    if (index >= 0) return number * pageRows + index
  }
  return null
}
