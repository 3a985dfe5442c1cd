import type { Pushes } from '../../shared/ipc/contract.ts'
import { parentPrefix } from '../../shared/oss/key.ts'
import type { ItemRecord, TransferRecord } from './store/records.ts'
import { sourceOf } from './terms.ts'

export type ObjectsChanged = Pushes['objects.changed']

/** `top`: the prefix below which everything happens. */
interface Changed {
  readonly accountId: string
  readonly bucket: string
  readonly top: string
  readonly prefixes: Set<string>
}

const everyMs = 1000
/** More than this is said as "something below the common prefix". */
const maxPrefixes = 100

/** Gathers where objects came or went, and says so at most once a second. */
export class ChangedPrefixes {
  readonly #publish: (changed: ObjectsChanged) => void
  readonly #byBucket = new Map<string, Changed>()
  #timer: NodeJS.Timeout | null = null

  constructor(publish: (changed: ObjectsChanged) => void) {
    this.#publish = publish
  }

  add(transfer: TransferRecord, items: readonly ItemRecord[]): void {
    const { kind, accountId, bucket, prefix } = transfer
    if (kind === 'download' || kind === 'verify' || items.length === 0) return
    this.#add({ accountId, bucket, top: prefix }, items, ({ key }) => key)
    if (kind === 'move') {
      const source = sourceOf(transfer)
      const place = { accountId: source.accountId, bucket: source.bucket, top: source.basePrefix }
      this.#add(place, items, (item) => item.source)
    }
    this.#timer ??= setTimeout(() => this.flush(), everyMs)
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    for (const { accountId, bucket, top, prefixes } of this.#byBucket.values()) {
      const list = prefixes.size > maxPrefixes ? [top] : [...prefixes]
      this.#publish({ accountId, bucket, prefixes: withParents(list, top) })
    }
    this.#byBucket.clear()
  }

  #add(
    place: Omit<Changed, 'prefixes'>,
    items: readonly ItemRecord[],
    keyOf: (item: ItemRecord) => string,
  ): void {
    const id = JSON.stringify([place.accountId, place.bucket, place.top])
    const known = this.#byBucket.get(id) ?? { ...place, prefixes: new Set<string>() }
    this.#byBucket.set(id, known)
    for (const item of items) known.prefixes.add(parentPrefix(keyOf(item)))
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
