import type { Selection } from '../../shared/objects.ts'
import { nameOf } from '../../shared/oss/key.ts'
import type { Api } from '../api.ts'
import type { BrowserData, BrowserState } from './browser.ts'
import { loadedRows, rowAt } from './pages.ts'
import { nothingSelected, toggled, withSelection } from './selection.ts'

export interface Selecting {
  /** Moves the focus; `only` selects that row alone, `range` from the anchor, `keep` nothing. */
  focusRow(index: number, mode: 'only' | 'range' | 'keep'): void
  toggleRow(index: number): void
  /** Rows that are not on screen included. */
  selectAll(): Promise<void>
  clearSelection(): void
  /** Index of the next row, after the focused one, whose name starts with the text; or null. */
  find(text: string): Promise<number | null>
}

const keysPerCall = 100_000

export function createSelecting(
  api: Api,
  get: () => BrowserState,
  set: (change: Partial<BrowserData>) => void,
): Selecting {
  /** The keys that typing searches, read once per state of the listing. */
  let typed: { readonly id: string; readonly keys: Promise<readonly string[] | null> } | null = null

  const keysOf = async (offset: number, count: number): Promise<Selection | null> => {
    const { status, sort, filter } = get()
    if (!status) return null
    const window = { viewId: status.viewId, sort, filter, only: 'all' as const }
    const page = await api.call('catalog.keysOf', { ...window, offset, count })
    const now = get()
    const same = now.status?.viewId === status.viewId && now.sort === sort && now.filter === filter
    return same ? page : null
  }

  const selectRange = (from: number, to: number): void => {
    const [first, last] = from < to ? [from, to] : [to, from]
    const rows = loadedRows(get().pages, first, last)
    if (rows) {
      set({ selected: new Map(rows.map((row) => [row.key, row.kind])) })
      return
    }
    void keysOf(first, last - first + 1)
      .then((keys) => {
        const stillWanted = get().anchor === from && get().focused === to
        if (keys && stillWanted) set({ selected: withSelection(nothingSelected, keys) })
      })
      // The selection then stays as it was; the listing itself shows the failure.
      .catch(() => undefined)
  }

  return {
    focusRow(index, mode) {
      const row = rowAt(get().pages, index)
      if (mode === 'range') {
        set({ focused: index })
        selectRange(get().anchor, index)
        return
      }
      set({ focused: index, ...(mode === 'only' ? { anchor: index } : {}) })
      if (mode === 'only') set({ selected: row ? new Map([[row.key, row.kind]]) : nothingSelected })
    },
    toggleRow(index) {
      const { pages, selected } = get()
      const row = rowAt(pages, index)
      if (row) set({ selected: toggled(selected, row), focused: index, anchor: index })
    },
    async selectAll() {
      const total = get().total ?? 0
      let selected = nothingSelected
      for (let offset = 0; offset < total; offset += keysPerCall) {
        const keys = await keysOf(offset, Math.min(keysPerCall, total - offset))
        if (!keys) return
        selected = withSelection(selected, keys)
      }
      set({ selected })
    },
    clearSelection() {
      set({ selected: nothingSelected })
    },
    async find(text) {
      const { total, focused } = get()
      if (!total) return null
      const { status, sort, filter } = get()
      const id = JSON.stringify([status?.viewId, status?.revision, sort, filter])
      if (typed?.id !== id) {
        const keys = keysOf(0, Math.min(keysPerCall, total)).catch(() => null)
        typed = { id, keys: keys.then((found) => found && [...found.prefixes, ...found.keys]) }
      }
      const keys = await typed.keys
      if (keys === null) return null
      return indexOfName(keys, text, [...text].length > 1 ? focused : focused + 1)
    },
  }
}

/** Folders come first in every order, so their keys and then those of the files are the rows. */
function indexOfName(keys: readonly string[], text: string, start: number): number | null {
  const wanted = text.toLowerCase()
  for (let step = 0; step < keys.length; step += 1) {
    const index = (start + step) % keys.length
    if (
      nameOf(keys[index] ?? '')
        .toLowerCase()
        .startsWith(wanted)
    )
      return index
  }
  return null
}
