import { localFailure } from '../../../shared/ipc/failure.ts'
import type { RemoteObject, RemoteStorage } from '../remote.ts'
import type { NewItem, TransferRecord } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'

/** Reads one prefix to its end, page by page; the last stored key is the cursor. */
export async function readPrefix(
  store: Store,
  transfer: TransferRecord,
  root: Root,
  remote: RemoteStorage,
  singleBytes: number,
  signal: AbortSignal,
): Promise<void> {
  let after = root.cursor
  for (;;) {
    signal.throwIfAborted()
    const page = await remote.list(transfer.bucket, root.source, after, signal)
    const items = page.objects.map((object) => itemOf(transfer, object, singleBytes))
    store.atomically(() => {
      store.items.add(transfer.id, items)
      if (page.next === null) store.roots.setDone(root.id)
      else store.roots.setCursor(root.id, page.next)
    })
    if (page.next === null) return
    after = page.next
  }
}

/** Keys that were asked for one by one; a download needs to know their sizes. */
export async function readKeys(
  store: Store,
  transfer: TransferRecord,
  roots: readonly Root[],
  remote: RemoteStorage,
  singleBytes: number,
  signal: AbortSignal,
): Promise<void> {
  const items = await Promise.all(
    roots.map(async ({ source }) => {
      if (transfer.kind === 'delete') return nameOnly(transfer, source)
      const facts = await remote.head(transfer.bucket, source, signal)
      return facts === null ? absent(transfer, source) : itemOf(transfer, facts, singleBytes)
    }),
  )
  store.atomically(() => {
    store.items.add(transfer.id, items)
    for (const root of roots) store.roots.setDone(root.id)
  })
}

function itemOf(transfer: TransferRecord, object: RemoteObject, singleBytes: number): NewItem {
  const base = nameOnly(transfer, object.key)
  // Nothing moves when an object is deleted: its bytes are not counted.
  if (transfer.kind === 'delete') return base
  const { sizeBytes, etag, modifiedAt } = object
  const kind = object.key.endsWith('/') && sizeBytes === 0 ? 'folder' : 'file'
  return { ...base, kind, sizeBytes, etag, modifiedAt, large: sizeBytes > singleBytes }
}

function nameOnly(transfer: TransferRecord, key: string): NewItem {
  const name = key.startsWith(transfer.prefix) ? key.slice(transfer.prefix.length) : key
  return { kind: 'file', source: key, name, key, path: null, large: false, sizeBytes: 0 }
}

function absent(transfer: TransferRecord, key: string): NewItem {
  const failure = {
    ...localFailure('internal', 'the object does not exist', { Key: key }),
    code: 'NoSuchKey',
    status: 404,
  }
  return { ...nameOnly(transfer, key), settled: { state: 'failed', attention: null, failure } }
}
