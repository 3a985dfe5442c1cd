import { setImmediate } from 'node:timers/promises'
import type { SelectionCount, ViewStatus, Window, WindowPage } from '../../shared/catalog.ts'
import type { KeysPage } from '../../shared/ipc/contract.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import type { ListingRow, Selection } from '../../shared/objects.ts'
import type { Sessions } from '../accounts/sessions.ts'
import { countSelection } from './count.ts'
import { Listing } from './listing.ts'
import { Orders } from './orders.ts'
import { type CatalogStore, touches } from './store.ts'

export interface CatalogOptions {
  readonly store: CatalogStore
  readonly sessions: Sessions
  readonly now: () => number
  readonly newId: () => string
  /** At most one per view and `pushEveryMs`; the last one always comes. */
  readonly changed: (status: ViewStatus) => void
}

/** A stored listing older than this is shown at once and listed again behind. */
const freshMs = 30_000
const pushEveryMs = 200
const forgetAfterMs = 30 * 24 * 3600 * 1000

/**
 * Folders as views: rows come from SQLite, the service fills them in behind. Everything that is
 * synchronous here runs in the catalog's own thread.
 */
export class Catalog {
  readonly #options: CatalogOptions
  readonly #orders: Orders
  readonly #listings = new Map<string, Listing>()
  readonly #views = new Map<string, Listing>()
  readonly #timers = new Map<Listing, { push?: NodeJS.Timeout; refresh?: NodeJS.Timeout }>()
  readonly #doomed: number[] = []
  #dropping: Promise<void> | null = null
  #stopped = false

  constructor(options: CatalogOptions) {
    this.#options = options
    this.#orders = new Orders(options.store, options.now)
    options.store.forgetOpenedBefore(options.now() - forgetAfterMs)
    this.#drop(options.store.orphans())
  }

  /**
   * Answers at once from what is stored, otherwise after the first page. A folder that cannot be
   * listed is a view in state `failed`, so that it can be tried again with `refresh`.
   */
  async open(accountId: string, bucket: string, prefix: string): Promise<ViewStatus> {
    const viewId = this.#options.newId()
    const listing = this.#listing(accountId, bucket, prefix)
    listing.views.add(viewId)
    this.#views.set(viewId, listing)
    if (!listing.isWalking && !listing.isFresh(freshMs)) listing.refresh()
    await listing.ready()
    return listing.status(viewId)
  }

  async refresh(viewId: string): Promise<ViewStatus> {
    const listing = this.#view(viewId)
    listing.refresh()
    return listing.status(viewId)
  }

  async window(window: Window): Promise<WindowPage> {
    const { revision, total, rows } = this.#rows(window)
    return { revision, total, rows }
  }

  async keysOf(window: Window): Promise<KeysPage> {
    const { rows } = this.#rows(window)
    const keysOf = (kind: ListingRow['kind']): readonly string[] =>
      rows.filter((row) => row.kind === kind).map((row) => row.key)
    return { keys: keysOf('file'), prefixes: keysOf('folder') }
  }

  async close(viewId: string): Promise<void> {
    const listing = this.#views.get(viewId)
    if (!listing) return
    this.#views.delete(viewId)
    listing.views.delete(viewId)
    if (listing.views.size === 0) this.#forget(listing)
  }

  async count(accountId: string, bucket: string, selection: Selection): Promise<SelectionCount> {
    const { store, sessions } = this.#options
    const client = await sessions.client(accountId)
    const stored = (prefix: string): number | null => store.shownOf({ accountId, bucket, prefix })
    return await countSelection({ client, bucket, store, stored }, selection)
  }

  /** The content below these prefixes changed: open views list again, stored ones when opened. */
  objectsChanged(accountId: string, bucket: string, prefixes: readonly string[]): void {
    this.#options.store.markStale(accountId, bucket, prefixes)
    for (const listing of this.#listings.values()) {
      const { place } = listing
      if (place.accountId !== accountId || place.bucket !== bucket) continue
      if (touches(prefixes, place.prefix)) this.#refreshSoon(listing)
    }
  }

  /** Nothing of a removed account stays on this computer. */
  forgetAccount(accountId: string): void {
    for (const [viewId, listing] of this.#views) {
      if (listing.place.accountId === accountId) void this.close(viewId)
    }
    this.#options.store.forgetAccount(accountId)
    this.#drop(this.#options.store.orphans())
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const listing of this.#listings.values()) this.#forget(listing)
    await this.#dropping
    this.#options.store.close()
  }

  #view(viewId: string): Listing {
    const listing = this.#views.get(viewId)
    if (listing) return listing
    throw new FailureError(localFailure('view.unknown', `no view ${viewId}`, { viewId }))
  }

  #listing(accountId: string, bucket: string, prefix: string): Listing {
    const name = nameOf({ accountId, bucket, prefix })
    const known = this.#listings.get(name)
    if (known) return known
    const { store, sessions, now } = this.#options
    const changed = (listing: Listing): void => this.#pushSoon(listing)
    const dropped = (generationId: number): void => this.#drop([generationId])
    const parts = { store, sessions, now, changed, dropped }
    const listing = new Listing(parts, { accountId, bucket, prefix })
    this.#listings.set(name, listing)
    return listing
  }

  #rows(window: Window): WindowPage {
    const listing = this.#view(window.viewId)
    const { shown, revision, isWalking, place } = listing
    if (!shown) return { rows: [], total: 0, revision }
    const order = this.#orders.get({
      generationId: shown.id,
      revision,
      growing: isWalking,
      window,
    })
    const ids = [...order.ids.subarray(window.offset, window.offset + window.count)]
    const rows = this.#options.store.rows(place.prefix, ids)
    return { rows, total: order.ids.length, revision: order.revision }
  }

  #forget(listing: Listing): void {
    const timers = this.#timers.get(listing)
    clearTimeout(timers?.push)
    clearTimeout(timers?.refresh)
    this.#timers.delete(listing)
    if (this.#listings.get(nameOf(listing.place)) === listing) {
      this.#listings.delete(nameOf(listing.place))
    }
    listing.stop()
  }

  #pushSoon(listing: Listing): void {
    const timers = this.#timersOf(listing)
    if (timers.push || this.#stopped || listing.views.size === 0) return
    timers.push = setTimeout(() => {
      timers.push = undefined
      for (const viewId of listing.views) this.#options.changed(listing.status(viewId))
    }, pushEveryMs)
  }

  #refreshSoon(listing: Listing): void {
    const timers = this.#timersOf(listing)
    if (timers.refresh) return
    const waitMs = Math.max(100, listing.restsUntilMs - this.#options.now())
    timers.refresh = setTimeout(() => {
      timers.refresh = undefined
      listing.refresh()
    }, waitMs)
  }

  #timersOf(listing: Listing): { push?: NodeJS.Timeout; refresh?: NodeJS.Timeout } {
    const timers = this.#timers.get(listing) ?? {}
    this.#timers.set(listing, timers)
    return timers
  }

  #drop(generationIds: readonly number[]): void {
    this.#doomed.push(...generationIds)
    this.#dropping ??= this.#dropAll().finally(() => {
      this.#dropping = null
    })
  }

  /** In steps, between which windows are answered. What is left at the end goes on the next start. */
  async #dropAll(): Promise<void> {
    await setImmediate()
    for (let id = this.#doomed[0]; id !== undefined && !this.#stopped; id = this.#doomed[0]) {
      if (this.#options.store.dropSome(id)) this.#doomed.shift()
      await setImmediate()
    }
  }
}

function nameOf(place: {
  readonly accountId: string
  readonly bucket: string
  readonly prefix: string
}): string {
  return [place.accountId, place.bucket, place.prefix].join('\n')
}
