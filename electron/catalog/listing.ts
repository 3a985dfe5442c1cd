import type { ViewStatus } from '../../shared/catalog.ts'
import { type Failure, toFailure } from '../../shared/ipc/failure.ts'
import type { Sessions } from '../accounts/sessions.ts'
import { type ListPage, listObjectsV2 } from '../oss/operations/listing.ts'
import type { CatalogStore, Generation, StoredListing } from './store.ts'

export interface ListingParts {
  readonly store: CatalogStore
  readonly sessions: Sessions
  readonly now: () => number
  /** The rows or the state changed. */
  readonly changed: (listing: Listing) => void
  readonly dropped: (generationId: number) => void
}

interface Walk {
  readonly abort: AbortController
  /** Settles with the first page or the end of the walk. */
  readonly first: Promise<void>
  readonly startedMs: number
}

/**
 * One folder that at least one view looks at. At most one walk runs; a refresh that is asked for
 * meanwhile follows it, because the walk may be past what has changed.
 */
export class Listing {
  readonly place: StoredListing
  readonly views = new Set<string>()
  readonly #parts: ListingParts
  #shown: Generation | null
  #stale: boolean
  #walk: Walk | null = null
  #again = false
  #failure: Failure | null = null
  #revision = 1
  #endedMs = Number.NEGATIVE_INFINITY
  #tookMs = 0

  constructor(parts: ListingParts, place: Omit<StoredListing, 'id'>) {
    const { listing, shown, stale } = parts.store.load(place, parts.now())
    this.#parts = parts
    this.place = listing
    this.#shown = shown
    this.#stale = stale
  }

  get shown(): Generation | null {
    return this.#shown
  }

  get revision(): number {
    return this.#revision
  }

  get isWalking(): boolean {
    return this.#walk !== null
  }

  /** When a refresh that nobody asked for may start: not sooner than walks take. */
  get restsUntilMs(): number {
    return this.#endedMs + Math.max(1000, this.#tookMs * 2)
  }

  isFresh(maxAgeMs: number): boolean {
    const shown = this.#shown
    if (this.#stale || !shown?.complete || shown.listedMs === null) return false
    return this.#parts.now() - shown.listedMs < maxAgeMs
  }

  /** Resolves when there is something to show: at once, or with the first page or failure. */
  async ready(): Promise<void> {
    if (this.#shown?.complete) return
    await this.#walk?.first
  }

  refresh(): void {
    if (this.#walk) this.#again = true
    else this.#start()
  }

  stop(): void {
    this.#again = false
    this.#walk?.abort.abort()
  }

  status(viewId: string): ViewStatus {
    const { accountId, bucket, prefix } = this.place
    const shown = this.#shown
    return {
      ...{ viewId, accountId, bucket, prefix },
      state: this.#walk ? 'listing' : this.#failure ? 'failed' : 'complete',
      folders: shown?.folders ?? 0,
      files: shown?.files ?? 0,
      sizeBytes: shown?.sizeBytes ?? 0,
      listedAt: shown?.listedMs ? new Date(shown.listedMs).toISOString() : null,
      failure: this.#failure,
      revision: this.#revision,
    }
  }

  #start(): void {
    const first = Promise.withResolvers<void>()
    const abort = new AbortController()
    this.#walk = { abort, first: first.promise, startedMs: this.#parts.now() }
    this.#failure = null
    this.#stale = false
    this.#parts.changed(this)
    void this.#run(abort.signal, first.resolve).finally(first.resolve)
  }

  /** Never rejects: what goes wrong is the state of the view. */
  async #run(signal: AbortSignal, firstPage: () => void): Promise<void> {
    let incoming: Generation | null = null
    try {
      incoming = this.#parts.store.begin(this.place.id)
      incoming = await this.#walkPages(incoming, signal, firstPage)
      if (!signal.aborted) this.#finish(incoming)
    } catch (error) {
      if (!signal.aborted) this.#failure = toFailure(error)
    }
    if (incoming && incoming.id !== this.#shown?.id) this.#parts.dropped(incoming.id)
    this.#end()
  }

  async #walkPages(
    incoming: Generation,
    signal: AbortSignal,
    firstPage: () => void,
  ): Promise<Generation> {
    const { accountId, bucket, prefix } = this.place
    const client = await this.#parts.sessions.client(accountId)
    let generation = incoming
    let next: string | null = null
    do {
      const input = { bucket, prefix, delimiter: '/', continuationToken: next ?? undefined }
      const page: ListPage = await client.call(listObjectsV2, input, { signal })
      if (signal.aborted) break
      generation = this.#parts.store.addPage(generation, prefix, page, this.#parts.now())
      this.#grow(generation)
      firstPage()
      next = page.next
    } while (next !== null)
    return generation
  }

  /** An incomplete listing gives way as soon as the new walk has found as much. */
  #grow(generation: Generation): void {
    const shown = this.#shown
    const isBehind = shown && shown.id !== generation.id && rowsOf(generation) < rowsOf(shown)
    if (isBehind || (shown?.complete && shown.id !== generation.id)) return
    if (shown?.id !== generation.id) this.#parts.store.show(this.place, generation, true)
    this.#show(generation)
  }

  #finish(generation: Generation): void {
    this.#show(this.#parts.store.finish(this.place, generation))
  }

  #show(generation: Generation): void {
    const before = this.#shown
    this.#shown = generation
    this.#revision += 1
    if (before && before.id !== generation.id) this.#parts.dropped(before.id)
    this.#parts.changed(this)
  }

  #end(): void {
    this.#endedMs = this.#parts.now()
    this.#tookMs = this.#endedMs - (this.#walk?.startedMs ?? this.#endedMs)
    this.#walk = null
    const again = this.#again
    this.#again = false
    if (again) this.#start()
    else this.#parts.changed(this)
  }
}

function rowsOf(generation: Generation): number {
  return generation.folders + generation.files
}
