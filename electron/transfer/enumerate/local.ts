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
import { Found } from './found.ts'
import { SeenNames } from './seen-names.ts'
import { UnreadableRoot } from './unreadable-root.ts'

/** Names that are looked at before the rest of a folder is read on. */
const namesAtOnce = 256

export interface LocalReading {
  readonly store: Store
  readonly transfer: TransferRecord
  readonly singleBytes: number
  readonly signal: AbortSignal
  /** Rows were stored: something may be startable. */
  readonly onRows: () => void
}

/**
 * Reads local roots, each a file or one folder without its sub-folders, which become roots of their
 * own. Many small folders are stored together, a large one in pieces; a folder that was stored in
 * part is read again and what is known passed over. Throws `UnreadableRoot`.
 */
export async function readLocalRoots(reading: LocalReading, roots: readonly Root[]): Promise<void> {
  const found = new Found(reading.store, reading.transfer.id, reading.onRows)
  for (const root of roots) {
    try {
      await new LocalRoot(reading, root, found).read()
    } catch (error) {
      reading.signal.throwIfAborted()
      found.dropUnfinished()
      found.store()
      throw new UnreadableRoot(root, error)
    }
  }
  found.store()
}

class LocalRoot {
  readonly #reading: LocalReading
  readonly #root: Root
  readonly #found: Found

  constructor(reading: LocalReading, root: Root, found: Found) {
    this.#reading = reading
    this.#root = root
    this.#found = found
  }

  async read(): Promise<void> {
    const { source, firstItem } = this.#root
    const stats = await stat(source).catch((error) => {
      throw localFailureOf(error, source)
    })
    this.#found.begin(this.#root)
    if (!stats.isDirectory()) {
      this.#found.addItem(await this.#take('', false))
    } else {
      const { store, signal } = this.#reading
      const seen = firstItem === null ? null : await SeenNames.of(store, this.#root, signal)
      try {
        await this.#readFolder(seen)
      } finally {
        seen?.close()
      }
    }
    this.#found.finish()
  }

  async #readFolder(seen: SeenNames | null): Promise<void> {
    let entries = 0
    let batch: Dirent<Buffer>[] = []
    for await (const entry of await openFolder(this.#root.source)) {
      entries++
      batch.push(entry)
      if (batch.length < namesAtOnce) continue
      await this.#takeEntries(batch, seen)
      batch = []
    }
    await this.#takeEntries(batch, seen)
    if (entries === 0) this.#found.addItem(this.#checked({ ...base(''), kind: 'folder' }))
  }

  async #takeEntries(entries: readonly Dirent<Buffer>[], seen: SeenNames | null): Promise<void> {
    this.#reading.signal.throwIfAborted()
    const files: Promise<NewItem>[] = []
    for (const entry of entries) {
      const text = entry.name.toString('utf8')
      if (seen?.has(text)) continue
      if (!Buffer.from(text, 'utf8').equals(entry.name)) {
        const message = 'the name is not valid UTF-8'
        this.#found.addItem(this.#settled(text, 'local.unsupported-name', message))
      } else if (entry.isDirectory()) {
        this.#found.addFolder(this.#pathOf(text), this.#nameOf(text))
      } else {
        files.push(this.#take(text, entry.isSymbolicLink()))
      }
    }
    for (const item of await Promise.all(files)) this.#found.addItem(item)
    this.#found.storeIfMany()
  }

  /** One thing that is no folder; a link counts as what it leads to, unless that is a folder. */
  async #take(rest: string, isLink: boolean): Promise<NewItem> {
    const path = this.#pathOf(rest)
    try {
      const stats = await stat(path, { bigint: true })
      if (stats.isFile()) return this.#file(rest, stats)
      // A linked folder is not entered: links can lead round in a circle.
      const what = stats.isDirectory() && isLink ? 'a link to a folder' : 'no regular file'
      return this.#settled(rest, 'local.special-file', what)
    } catch (error) {
      const { failure } = localFailureOf(error, path)
      return { ...base(rest), settled: failed(failure) }
    }
  }

  #file(rest: string, stats: BigIntStats): NewItem {
    const sizeBytes = Number(stats.size)
    const large = sizeBytes > this.#reading.singleBytes
    return this.#checked({ ...base(rest), sizeBytes, large, identity: identityText(stats) })
  }

  #checked(item: NewItem): NewItem {
    const { prefix } = this.#reading.transfer
    const key = `${prefix}${this.#nameOf(item.rest)}${item.kind === 'folder' ? '/' : ''}`
    const reason = keyRefusal(key)
    if (reason === null) return item
    const message = `no key of the service: ${reason}`
    const path = this.#pathOf(item.rest)
    const failure = localFailure('local.unsupported-name', message, { path, reason })
    return { ...item, settled: { state: 'needs-attention', attention: 'unsafe-name', failure } }
  }

  #settled(
    rest: string,
    code: 'local.unsupported-name' | 'local.special-file',
    message: string,
  ): NewItem {
    const failure = localFailure(code, message, { path: this.#pathOf(rest) })
    const state = code === 'local.special-file' ? 'skipped' : 'failed'
    return { ...base(rest), settled: { state, attention: null, failure } }
  }

  #pathOf(rest: string): string {
    return rest === '' ? this.#root.source : join(this.#root.source, rest)
  }

  #nameOf(rest: string): string {
    return rest === '' ? this.#root.name : `${this.#root.name}/${rest}`
  }
}

async function openFolder(path: string): Promise<AsyncIterable<Dirent<Buffer>>> {
  try {
    // Names as bytes: a name that is no UTF-8 must be noticed, not replaced by another.
    return (await opendir(path, {
      encoding: 'buffer' as BufferEncoding,
      bufferSize: namesAtOnce,
    })) as unknown as AsyncIterable<Dirent<Buffer>>
  } catch (error) {
    throw localFailureOf(error, path)
  }
}

function base(rest: string): NewItem {
  return { kind: 'file', rest, large: false, sizeBytes: 0 }
}

function failed(failure: Failure): NonNullable<NewItem['settled']> {
  return { state: 'failed', attention: null, failure }
}
