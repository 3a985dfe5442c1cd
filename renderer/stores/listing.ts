import type { ViewStatus } from '../../shared/catalog.ts'
import { toFailure } from '../../shared/ipc/failure.ts'
import type { Api } from '../api.ts'
import type { BrowserData, BrowserState } from './browser.ts'
import { indexOfKey, missingPages, type Page, pageRows, rowAt } from './pages.ts'
import type { Views } from './views.ts'

export interface Listing {
  need(first: number, last: number): void
  /** Reads the rows on screen again; `focusKey` gets the focus when it is among them. */
  reload(focusKey?: string): void
  changed(status: ViewStatus): void
  refresh(): Promise<void>
  /** After the catalog forgot the view: opens it again; rows, selection and scroll stay. */
  reopen(): Promise<void>
}

/** Keeps the rows on screen in step with the view: old rows stay until the new ones are here. */
export function createListing(
  api: Api,
  views: Views,
  get: () => BrowserState,
  set: (change: Partial<BrowserData>) => void,
): Listing {
  let visible = { first: 0, last: pageRows - 1 }
  let wantedFocus: string | null = null
  const running = new Set<string>()
  const reopen = createReopen(views, get, set, () => need(visible.first, visible.last))

  const failed = (error: unknown): void => {
    const failure = toFailure(error)
    if (failure.code === 'view.unknown') void reopen()
    else set({ failure })
  }

  const load = async (number: number): Promise<void> => {
    const { status, sort, filter } = get()
    const viewId = status?.viewId
    const id = JSON.stringify([viewId, status?.revision, sort, filter, number])
    if (viewId === undefined || running.has(id)) return
    running.add(id)
    const isCurrent = (): boolean =>
      get().status?.viewId === viewId && get().sort === sort && get().filter === filter
    try {
      const offset = number * pageRows
      const window = { viewId, sort, filter, only: 'all' as const, offset, count: pageRows }
      const page = await api.call('catalog.window', window)
      if (isCurrent()) accept(number, { revision: page.revision, rows: page.rows }, page.total)
    } catch (error) {
      if (isCurrent()) failed(error)
    } finally {
      running.delete(id)
    }
  }

  const accept = (number: number, page: Page, total: number): void => {
    const { pages: before, focused } = get()
    const focusKey = wantedFocus ?? rowAt(before, focused)?.key ?? null
    const pages = new Map([...before].filter(([at]) => at * pageRows < total)).set(number, page)
    const found = focusKey === null ? null : indexOfKey(new Map([[number, page]]), focusKey)
    if (found !== null) wantedFocus = null
    const next = found ?? Math.min(focused, Math.max(0, total - 1))
    set({ pages, total, focused: next, ...(next === focused ? {} : { anchor: next }) })
  }

  const need = (first: number, last: number): void => {
    visible = { first, last }
    const { pages, status } = get()
    if (!status) return
    for (const number of missingPages(pages, status.revision, first, last)) void load(number)
  }

  const listing: Listing = {
    need,
    reload(focusKey) {
      wantedFocus = focusKey ?? null
      visible = { first: 0, last: pageRows - 1 }
      void load(0)
    },
    changed(status) {
      const before = get().status
      if (before && status.revision < before.revision) return
      set({ status, failure: status.failure })
      if (before?.revision !== status.revision) need(visible.first, visible.last)
    },
    async refresh() {
      const { status } = get()
      if (!status) return
      try {
        listing.changed(await api.call('catalog.refresh', { viewId: status.viewId }))
      } catch (error) {
        failed(error)
      }
    },
    reopen,
  }
  return listing
}

/** Each lost view is opened again once, however many calls find out that it is lost. */
function createReopen(
  views: Views,
  get: () => BrowserState,
  set: (change: Partial<BrowserData>) => void,
  readAgain: () => void,
): () => Promise<void> {
  let reopening: string | null = null
  return async () => {
    const { place, status: lost } = get()
    if (!place || !lost || reopening === lost.viewId) return
    reopening = lost.viewId
    const isLost = (): boolean => get().status?.viewId === lost.viewId
    try {
      const status = await views.open(place)
      if (!isLost()) {
        views.release(status.viewId)
        return
      }
      set({ status, failure: status.failure })
      readAgain()
    } catch (error) {
      if (isLost()) set({ failure: toFailure(error) })
    } finally {
      reopening = null
    }
  }
}
