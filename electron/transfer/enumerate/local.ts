import type { BigIntStats, Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Failure, localFailure } from '../../../shared/ipc/failure.ts'
import { keyRefusal } from '../../../shared/oss/key.ts'
import { identityText } from '../identity.ts'
import { localFailureOf } from '../local-failure.ts'
import type { NewItem, TransferRecord } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'

const batchSize = 500

/** A sub-folder to be read in its turn. */
interface Found {
  readonly items: NewItem[]
  readonly folders: { readonly path: string; readonly name: string }[]
}

/**
 * Reads one local root: a file, or one folder without its sub-folders, which become roots of their
 * own. Rows are added in batches; a folder that was read half before a crash is read again, and
 * what is there already is left as it is.
 */
export async function readLocalRoot(
  store: Store,
  transfer: TransferRecord,
  root: Root,
  singleBytes: number,
  signal: AbortSignal,
): Promise<void> {
  const reader = new LocalReader(transfer, singleBytes)
  const stats = await stat(root.source).catch((error) => {
    throw localFailureOf(error, root.source)
  })
  if (!stats.isDirectory()) {
    const found: Found = { items: [], folders: [] }
    await reader.take(found, root.source, root.name)
    finish(store, transfer, root, found)
    return
  }
  let found: Found = { items: [], folders: [] }
  let entries = 0
  for await (const entry of await openFolder(root.source)) {
    signal.throwIfAborted()
    entries++
    await reader.takeEntry(found, entry, root)
    if (found.items.length + found.folders.length >= batchSize) {
      add(store, transfer, found)
      found = { items: [], folders: [] }
    }
  }
  if (entries === 0) found.items.push(reader.emptyFolder(root))
  finish(store, transfer, root, found)
}

async function openFolder(path: string): Promise<AsyncIterable<Dirent<Buffer>>> {
  try {
    // Names as bytes: a name that is no UTF-8 must be noticed, not replaced by another.
    return (await opendir(path, {
      encoding: 'buffer' as BufferEncoding,
    })) as unknown as AsyncIterable<Dirent<Buffer>>
  } catch (error) {
    throw localFailureOf(error, path)
  }
}

function add(store: Store, transfer: TransferRecord, found: Found): void {
  store.atomically(() => {
    store.items.add(transfer.id, found.items)
    for (const folder of found.folders) {
      store.roots.add(transfer.id, 'path', folder.path, folder.name)
    }
  })
}

function finish(store: Store, transfer: TransferRecord, root: Root, found: Found): void {
  store.atomically(() => {
    store.items.add(transfer.id, found.items)
    for (const folder of found.folders) {
      store.roots.add(transfer.id, 'path', folder.path, folder.name)
    }
    store.roots.setDone(root.id)
  })
}

class LocalReader {
  readonly #transfer: TransferRecord
  readonly #singleBytes: number

  constructor(transfer: TransferRecord, singleBytes: number) {
    this.#transfer = transfer
    this.#singleBytes = singleBytes
  }

  async takeEntry(found: Found, entry: Dirent<Buffer>, root: Root): Promise<void> {
    const text = entry.name.toString('utf8')
    const path = join(root.source, text)
    const name = `${root.name}/${text}`
    if (!Buffer.from(text, 'utf8').equals(entry.name)) {
      const message = 'the name is not valid UTF-8'
      found.items.push(this.#settled(path, name, 'local.unsupported-name', message))
      return
    }
    if (entry.isDirectory()) {
      found.folders.push({ path, name })
      return
    }
    await this.take(found, path, name, entry.isSymbolicLink())
  }

  /** One thing that is no folder; a link counts as what it leads to, unless that is a folder. */
  async take(found: Found, path: string, name: string, isLink = false): Promise<void> {
    try {
      const stats = await stat(path, { bigint: true })
      if (stats.isFile()) {
        found.items.push(this.#file(path, name, stats))
      } else {
        // A linked folder is not entered: links can lead round in a circle.
        const what = stats.isDirectory() && isLink ? 'a link to a folder' : 'no regular file'
        found.items.push(this.#settled(path, name, 'local.special-file', what))
      }
    } catch (error) {
      const { failure } = localFailureOf(error, path)
      found.items.push({ ...this.#base(path, name), settled: failed(failure) })
    }
  }

  emptyFolder(root: Root): NewItem {
    const item = this.#base(root.source, root.name)
    return { ...this.#checked({ ...item, kind: 'folder', key: `${item.key}/` }), path: null }
  }

  #file(path: string, name: string, stats: BigIntStats): NewItem {
    const sizeBytes = Number(stats.size)
    const large = sizeBytes > this.#singleBytes
    const identity = identityText(stats)
    return this.#checked({ ...this.#base(path, name), sizeBytes, large, identity })
  }

  #checked(item: NewItem): NewItem {
    const reason = keyRefusal(item.key)
    if (reason === null) return item
    const message = `no key of the service: ${reason}`
    const failure = localFailure('local.unsupported-name', message, { path: item.source, reason })
    return { ...item, settled: { state: 'needs-attention', attention: 'unsafe-name', failure } }
  }

  #settled(
    path: string,
    name: string,
    code: 'local.unsupported-name' | 'local.special-file',
    message: string,
  ): NewItem {
    const failure = localFailure(code, message, { path })
    const state = code === 'local.special-file' ? 'skipped' : 'failed'
    return { ...this.#base(path, name), settled: { state, attention: null, failure } }
  }

  #base(path: string, name: string): NewItem {
    const key = this.#transfer.prefix + name
    return { kind: 'file', source: path, name, key, path, large: false, sizeBytes: 0 }
  }
}

function failed(failure: Failure): NonNullable<NewItem['settled']> {
  return { state: 'failed', attention: null, failure }
}
