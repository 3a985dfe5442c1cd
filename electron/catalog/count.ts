import type { SelectionCount } from '../../shared/catalog.ts'
import { FailureError } from '../../shared/ipc/failure.ts'
import type { Selection } from '../../shared/objects.ts'
import type { OssClient } from '../oss/client.ts'
import { type ListPage, listObjectsV2 } from '../oss/operations/listing.ts'
import { headObject } from '../oss/operations/objects.ts'
import type { CatalogStore } from './store.ts'

export interface CountParts {
  readonly client: OssClient
  readonly bucket: string
  readonly store: CatalogStore
  /** The generation that shows a folder, or null when it was never listed. */
  readonly stored: (prefix: string) => number | null
}

/** Listing more than this takes longer than a person waits for a question. */
export const countLimit = 100_000
/** Sizes of single files that no listing knows are asked one by one, up to this many. */
const headLimit = 50

/** Folder markers (zero bytes, ending in `/`) are not files to a person and are not counted. */
export async function countSelection(
  parts: CountParts,
  selection: Selection,
): Promise<SelectionCount> {
  const prefixes = outermost(selection.prefixes)
  const single = selection.keys.filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)))
  let count = await countKeys(parts, [...new Set(single)])
  for (const prefix of prefixes) {
    if (count.files >= countLimit) return { ...count, complete: false }
    count = await countPrefix(parts, prefix, count)
  }
  return count
}

/** Without those that lie below another one: nothing is counted twice. */
function outermost(prefixes: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (const prefix of [...new Set(prefixes)].sort()) {
    const last = kept.at(-1)
    if (last === undefined || !prefix.startsWith(last)) kept.push(prefix)
  }
  return kept
}

async function countPrefix(
  { client, bucket }: CountParts,
  prefix: string,
  before: SelectionCount,
): Promise<SelectionCount> {
  let { files, sizeBytes } = before
  let next: string | null = null
  do {
    const input = { bucket, prefix, maxKeys: 1000, continuationToken: next ?? undefined }
    const page: ListPage = await client.call(listObjectsV2, input)
    for (const object of page.objects) {
      if (object.key.endsWith('/') && object.sizeBytes === 0) continue
      files += 1
      sizeBytes += object.sizeBytes
    }
    next = page.next
  } while (next !== null && files < countLimit)
  return { files, sizeBytes, complete: before.complete && next === null }
}

/** Sizes come from the listings that showed the files; the few others are asked for. */
async function countKeys(parts: CountParts, keys: readonly string[]): Promise<SelectionCount> {
  const byFolder = Map.groupBy(keys, (key) => key.slice(0, key.lastIndexOf('/') + 1))
  let sizeBytes = 0
  let complete = true
  for (const [folder, inFolder] of byFolder) {
    const generationId = parts.stored(folder)
    const names = inFolder.map((key) => key.slice(folder.length))
    const known =
      generationId === null ? { files: 0, sizeBytes: 0 } : parts.store.sizeOf(generationId, names)
    if (known.files === names.length) sizeBytes += known.sizeBytes
    else if (inFolder.length <= headLimit) sizeBytes += await sizeOf(parts, inFolder)
    else {
      sizeBytes += known.sizeBytes
      complete = false
    }
  }
  return { files: keys.length, sizeBytes, complete }
}

async function sizeOf(parts: CountParts, keys: readonly string[]): Promise<number> {
  let sizeBytes = 0
  for (const key of keys) {
    try {
      sizeBytes += (await parts.client.call(headObject, { bucket: parts.bucket, key })).sizeBytes
    } catch (error) {
      // Gone meanwhile: there is nothing to count.
      if (!(error instanceof FailureError && error.failure.status === 404)) throw error
    }
  }
  return sizeBytes
}
