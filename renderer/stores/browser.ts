import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Sort, ViewStatus } from '../../shared/catalog.ts'
import { type Failure, toFailure } from '../../shared/ipc/failure.ts'
import type { Api } from '../api.ts'
import { createListing, type Listing } from './listing.ts'
import type { Pages } from './pages.ts'
import { type Place, parentPlace, samePlace } from './place.ts'
import { createSelecting, type Selecting } from './selecting.ts'
import { nothingSelected, type Selected } from './selection.ts'
import type { Views } from './views.ts'

export interface BrowserData {
  readonly place: Place | null
  readonly back: readonly Place[]
  readonly forward: readonly Place[]
  readonly status: ViewStatus | null
  readonly opening: boolean
  readonly failure: Failure | null
  readonly sort: Sort
  readonly filter: string
  /** Rows that pass the filter; null until the first window arrived. */
  readonly total: number | null
  readonly pages: Pages
  readonly selected: Selected
  /** Row with the keyboard focus, and where a range starts. */
  readonly focused: number
  readonly anchor: number
}

export interface BrowserActions extends Selecting {
  open(place: Place): Promise<void>
  goBack(): Promise<void>
  goForward(): Promise<void>
  goUp(): Promise<void>
  refresh(): Promise<void>
  setSort(sort: Sort): void
  setFilter(filter: string): void
  /** The rows that the screen is about to show. */
  need(first: number, last: number): void
  /** Forgets the place, for an account or bucket that is gone. */
  leave(): void
}

export type BrowserState = BrowserData & BrowserActions
export type BrowserStore = StoreApi<BrowserState>

const historyLimit = 100

const emptyListing = {
  status: null,
  failure: null,
  filter: '',
  total: null,
  pages: new Map(),
  selected: nothingSelected,
  focused: 0,
  anchor: 0,
} satisfies Partial<BrowserData>

export function createBrowserStore(api: Api, views: Views): BrowserStore {
  return createStore<BrowserState>((set, get) => {
    const listing = createListing(api, views, get, set)
    const show = createShow(views, get, set, listing)
    listenTo(api, get, listing)
    return {
      place: null,
      back: [],
      forward: [],
      opening: false,
      sort: { column: 'name', direction: 'ascending' },
      ...emptyListing,
      ...createSelecting(api, get, set),
      async open(place) {
        const { place: from, back } = get()
        if (samePlace(from, place)) return
        if (from) set({ back: [...back, from].slice(-historyLimit), forward: [] })
        await show(place)
      },
      async goBack() {
        const { back, forward, place } = get()
        const to = back.at(-1)
        if (!to) return
        set({ back: back.slice(0, -1), forward: place ? [...forward, place] : forward })
        await show(to, place?.prefix)
      },
      async goForward() {
        const { back, forward, place } = get()
        const to = forward.at(-1)
        if (!to) return
        set({ forward: forward.slice(0, -1), back: place ? [...back, place] : back })
        await show(to)
      },
      async goUp() {
        const { place, back } = get()
        const parent = place && parentPlace(place)
        if (!place || !parent) return
        set({ back: [...back, place].slice(-historyLimit), forward: [] })
        await show(parent, place.prefix)
      },
      async refresh() {
        const { place, status } = get()
        if (status) await listing.refresh()
        else if (place) await show(place)
      },
      setSort(sort) {
        set({ sort, pages: new Map(), focused: 0, anchor: 0 })
        listing.reload()
      },
      setFilter(filter) {
        set({ filter, pages: new Map(), focused: 0, anchor: 0, selected: nothingSelected })
        listing.reload()
      },
      need: listing.need,
      leave() {
        const { status } = get()
        if (status) views.release(status.viewId)
        set({ ...emptyListing, place: null, back: [], forward: [], opening: false })
      },
    }
  })
}

type Get = () => BrowserState
type Set = (change: Partial<BrowserData>) => void

function createShow(views: Views, get: Get, set: Set, listing: Listing) {
  return async (place: Place, focusKey?: string): Promise<void> => {
    const old = get().status
    set({ ...emptyListing, place, opening: true })
    if (old) views.release(old.viewId)
    try {
      const status = await views.open(place)
      if (get().place !== place) {
        views.release(status.viewId)
        return
      }
      set({ status, opening: false, failure: status.failure })
      listing.reload(focusKey)
    } catch (error) {
      if (get().place === place) set({ opening: false, failure: toFailure(error) })
    }
  }
}

function listenTo(api: Api, get: Get, listing: Listing): void {
  api.on('catalog.changed', (status) => {
    if (status.viewId === get().status?.viewId) listing.changed(status)
  })
  api.on('catalog.restarted', () => void listing.reopen())
}
