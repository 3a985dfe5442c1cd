import type { ViewStatus, Window } from '../../../shared/catalog.ts'
import { localFailure } from '../../../shared/ipc/failure.ts'
import type { ListingRow } from '../../../shared/objects.ts'
import { type FakeApi, fakeApi } from './fake-api.ts'

export function file(key: string): ListingRow {
  const name = key.slice(key.lastIndexOf('/') + 1)
  const facts = { sizeBytes: 1, etag: '', type: 'Normal', storageClass: 'Standard' }
  return { kind: 'file', key, name, modifiedAt: '2026-01-01T00:00:00.000Z', ...facts }
}

export function folder(key: string): ListingRow {
  return { kind: 'folder', key, name: key.slice(key.lastIndexOf('/', key.length - 2) + 1, -1) }
}

export interface FakeListing extends FakeApi {
  rows: readonly ListingRow[]
  revision: number
  status(viewId: string): ViewStatus
  /** As after a crash of the catalog: views that are open now are unknown from then on. */
  forgetViews(): void
}

/** One folder, the same for every view; `rows` and `revision` may change under way. */
export function fakeListing(rows: readonly ListingRow[]): FakeListing {
  let views = 0
  let known = new Set<string>()
  const check = (viewId: string): void => {
    if (!known.has(viewId)) throw localFailure('view.unknown', viewId, { viewId })
  }
  const inWindow = ({ filter, only, offset, count }: Window): readonly ListingRow[] =>
    matching(filter, only).slice(offset, offset + count)
  const matching = (filter: string, only: Window['only']): readonly ListingRow[] =>
    listing.rows.filter(
      (row) => row.name.includes(filter) && (only === 'all' || row.kind === 'folder'),
    )
  const fake = fakeApi({
    'catalog.open': () => {
      views += 1
      known.add(`view ${views}`)
      return listing.status(`view ${views}`)
    },
    'catalog.close': () => undefined,
    'catalog.refresh': ({ viewId }: { viewId: string }) => {
      check(viewId)
      return listing.status(viewId)
    },
    'catalog.window': (window: Window) => {
      check(window.viewId)
      const total = matching(window.filter, window.only).length
      return { rows: inWindow(window), total, revision: listing.revision }
    },
    'catalog.keysOf': (window: Window) => ({
      keys: inWindow(window).flatMap((row) => (row.kind === 'file' ? [row.key] : [])),
      prefixes: inWindow(window).flatMap((row) => (row.kind === 'folder' ? [row.key] : [])),
    }),
  })
  const listing: FakeListing = {
    ...fake,
    rows,
    revision: 1,
    forgetViews() {
      known = new Set()
    },
    status: (viewId) => ({
      viewId,
      accountId: 'a',
      bucket: 'b',
      prefix: '',
      state: 'complete',
      folders: 0,
      files: 0,
      sizeBytes: 0,
      listedAt: null,
      failure: null,
      revision: listing.revision,
    }),
  }
  return listing
}
