import type { RemoteVersion, VersionsCursor } from '../remote/remote-objects.ts'
import type { NewItem, TransferRecord } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import { termsOf } from '../terms.ts'
import { nameOnly, type RemoteReading } from './remote.ts'
import { UnreadableRoot } from './unreadable-root.ts'

/** A deletion of every version, for good. */
export function isOfAllVersions(transfer: TransferRecord): boolean {
  // What was asked for before there was a choice has no terms.
  if (transfer.kind !== 'delete' || transfer.terms === null) return false
  return termsOf(transfer, 'delete').versions === 'all'
}

/** Reads every version and delete marker of keys and prefixes, page by page. */
export async function readVersions(reading: RemoteReading, roots: readonly Root[]): Promise<void> {
  for (const root of roots) {
    await readVersionsOf(reading, root).catch((error) => {
      throw new UnreadableRoot(root, error)
    })
  }
}

async function readVersionsOf(reading: RemoteReading, root: Root): Promise<void> {
  const { store, bucket, remote, signal } = reading
  let after = root.cursor === null ? null : (JSON.parse(root.cursor) as VersionsCursor)
  for (;;) {
    signal.throwIfAborted()
    const page = await remote.versions(bucket, root.source, after, signal)
    const found = page.versions.filter(({ key }) => root.kind === 'prefix' || key === root.source)
    // In key order: longer keys with the same beginning come after all versions of the key itself.
    const isOver = root.kind !== 'prefix' && found.length < page.versions.length
    const next = isOver ? null : page.next
    store.atomically(() => {
      store.items.add(
        root,
        found.map((version) => itemOf(root, version)),
      )
      if (next === null) store.roots.setDone(root)
      else store.roots.setCursor(root, JSON.stringify(next))
    })
    reading.onRows()
    if (next === null) return
    after = next
  }
}

function itemOf(root: Root, { key, versionId }: RemoteVersion): NewItem {
  return { ...nameOnly(key.slice(root.source.length)), versionId }
}
