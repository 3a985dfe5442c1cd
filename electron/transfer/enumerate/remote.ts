import { localFailure } from '../../../shared/ipc/failure.ts'
import { movesBytes } from '../../../shared/transfer/kinds.ts'
import type { TransferLimits } from '../limits.ts'
import type { RemoteObject, RemoteStorage } from '../remote/remote.ts'
import type { NewItem, TransferRecord } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'
import { UnreadableRoot } from './unreadable-root.ts'

export interface RemoteReading {
  readonly store: Store
  readonly transfer: TransferRecord
  readonly remote: RemoteStorage
  /** Where the objects are: copies read elsewhere than they write. */
  readonly bucket: string
  readonly limits: TransferLimits
  readonly signal: AbortSignal
  /** Rows were stored: something may be startable. */
  readonly onRows: () => void
}

/** Keys whose facts are looked up at the same time. */
const headsAtOnce = 8

/** Reads one prefix to its end, page by page; the last stored key is the cursor. */
export async function readPrefix(reading: RemoteReading, root: Root): Promise<void> {
  const { store, bucket, remote, signal } = reading
  let after = root.cursor
  for (;;) {
    signal.throwIfAborted()
    const page = await remote.list(bucket, root.source, after, signal)
    const items = page.objects.map((object) =>
      itemOf(reading, object, object.key.slice(root.source.length)),
    )
    store.atomically(() => {
      store.items.add(root, items)
      if (page.next === null) store.roots.setDone(root)
      else store.roots.setCursor(root, page.next)
    })
    reading.onRows()
    if (page.next === null) return
    after = page.next
  }
}

/**
 * Keys and versions that were asked for one by one; where bytes move, their sizes are looked up. Reads
 * some or all of them. Throws `UnreadableRoot` for the first that cannot be looked up; then none is stored.
 */
export async function readKeys(reading: RemoteReading, roots: readonly Root[]): Promise<void> {
  const { store, transfer, bucket, remote, signal } = reading
  const moves = movesBytes(transfer.kind)
  const chosen = moves ? roots.slice(0, headsAtOnce) : roots
  const items = await Promise.all(
    chosen.map(async (root) => {
      if (root.kind === 'version') return { ...nameOnly(''), versionId: root.name }
      if (!moves) return nameOnly('')
      const facts = await remote.head(bucket, root.source, signal).catch((error) => {
        throw new UnreadableRoot(root, error)
      })
      return facts === null ? absent(root.source) : itemOf(reading, facts, '')
    }),
  )
  store.atomically(() => {
    for (const [index, root] of chosen.entries()) {
      const item = items[index]
      if (item) store.items.add(root, [item])
      store.roots.setDone(root)
    }
  })
}

/** `rest`: what follows the root in the key. */
function itemOf(reading: RemoteReading, object: RemoteObject, rest: string): NewItem {
  const { transfer, limits } = reading
  if (!movesBytes(transfer.kind)) return nameOnly(rest)
  const { key, sizeBytes, etag, modifiedAt } = object
  const kind = key.endsWith('/') && sizeBytes === 0 ? 'folder' : 'file'
  const largest = transfer.kind === 'download' ? limits.singleBytes : limits.copyBytes
  return { kind, rest, sizeBytes, etag, modifiedAt, large: sizeBytes > largest }
}

export function nameOnly(rest: string): NewItem {
  return { kind: 'file', rest, large: false, sizeBytes: 0 }
}

function absent(key: string): NewItem {
  const failure = {
    ...localFailure('internal', 'the object does not exist', { Key: key }),
    code: 'NoSuchKey',
    status: 404,
  }
  return { ...nameOnly(''), settled: { state: 'failed', attention: null, failure } }
}
