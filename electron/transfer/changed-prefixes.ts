import type { Pushes } from '../../shared/ipc/contract.ts'
import { parentPrefix } from '../../shared/oss/key.ts'
import type { ItemRecord, TransferRecord } from './store/records.ts'

export type ObjectsChanged = Pushes['objects.changed']

const everyMs = 1000
/** More than this is said as "something below the common prefix". */
const maxPrefixes = 100

/** Gathers where objects came or went, and says so at most once a second. */
export class ChangedPrefixes {
  readonly #publish: (changed: ObjectsChanged) => void
  readonly #byBucket = new Map<string, { transfer: TransferRecord; prefixes: Set<string> }>()
  #timer: NodeJS.Timeout | null = null

  constructor(publish: (changed: ObjectsChanged) => void) {
    this.#publish = publish
  }

  add(transfer: TransferRecord, items: readonly ItemRecord[]): void {
    if (transfer.kind === 'download' || items.length === 0) return
    const id = `${transfer.accountId}/${transfer.bucket}`
    const known = this.#byBucket.get(id) ?? { transfer, prefixes: new Set<string>() }
    this.#byBucket.set(id, known)
    for (const item of items) known.prefixes.add(parentPrefix(item.key))
    this.#timer ??= setTimeout(() => this.flush(), everyMs)
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    for (const { transfer, prefixes } of this.#byBucket.values()) {
      const { accountId, bucket } = transfer
      const list = prefixes.size > maxPrefixes ? [transfer.prefix] : [...prefixes]
      this.#publish({ accountId, bucket, prefixes: withParents(list, transfer.prefix) })
    }
    this.#byBucket.clear()
  }
}

/** A first file in a new folder also changes every folder above it, up to the target. */
function withParents(prefixes: readonly string[], top: string): readonly string[] {
  const all = new Set<string>(prefixes)
  for (const prefix of prefixes) {
    let current = prefix
    while (current.length > top.length) {
      current = parentPrefix(current)
      all.add(current)
    }
  }
  return [...all]
}
