import { compareKeys } from '../../shared/oss/key.ts'
import type { CallOptions, OssClient } from './client.ts'
import {
  type ListedObject,
  type ListObjectsInput,
  type ListObjectsV2Input,
  type ListPage,
  listObjects,
  listObjectsV2,
} from './operations/listing.ts'
import {
  type ListedChannel,
  type ListLiveChannelsInput,
  listLiveChannels,
} from './operations/live-channels.ts'
import type { UploadInput } from './operations/multipart.ts'
import {
  type ListedPart,
  type ListPartsInput,
  type ListUploadsInput,
  listMultipartUploads,
  listParts,
  type UploadsPage,
} from './operations/multipart-lists.ts'
import { type ListBucketsInput, type ListedBucket, listBuckets } from './operations/service.ts'
import {
  type ListedVersion,
  type ListVersionsInput,
  listObjectVersions,
} from './operations/versions.ts'
import { paginate } from './paginate.ts'

/**
 * Everything of a listing, one by one, page after page as far as the caller goes on. The size of a
 * page is in the input (`maxKeys`, …); how often a page is tried, in the options (`attempts`).
 */
export type Each<Item> = AsyncGenerator<Item, void, undefined>

/** One entry of a folder. */
export type ListedEntry =
  | { readonly kind: 'object'; readonly key: string; readonly object: ListedObject }
  /** A common prefix, ending in the delimiter. */
  | { readonly kind: 'prefix'; readonly key: string }

/** Objects and common prefixes in one order, that of the service. */
export function eachObject(
  client: OssClient,
  input: ListObjectsV2Input,
  options?: CallOptions,
): Each<ListedEntry> {
  const pages = paginate(
    client,
    listObjectsV2,
    input,
    (before, continuationToken) => ({ ...before, continuationToken }),
    options,
  )
  return flat(pages, entriesOf)
}

/** As `eachObject`, by the older listing: for services that do not know the newer one. */
export function eachObjectV1(
  client: OssClient,
  input: ListObjectsInput,
  options?: CallOptions,
): Each<ListedEntry> {
  const following = (before: ListObjectsInput, marker: string): ListObjectsInput => ({
    ...before,
    marker,
  })
  return flat(paginate(client, listObjects, input, following, options), entriesOf)
}

export function eachVersion(
  client: OssClient,
  input: ListVersionsInput,
  options?: CallOptions,
): Each<ListedVersion> {
  const pages = paginate(
    client,
    listObjectVersions,
    input,
    (before, marker) => ({ ...before, marker }),
    options,
  )
  return flat(pages, (page) => page.versions)
}

export function eachBucket(
  client: OssClient,
  input: ListBucketsInput = {},
  options?: CallOptions,
): Each<ListedBucket> {
  const following = (before: ListBucketsInput, marker: string): ListBucketsInput => ({
    ...before,
    marker,
  })
  return flat(paginate(client, listBuckets, input, following, options), (page) => page.buckets)
}

type ListedUpload = UploadsPage['uploads'][number]

export function eachUpload(
  client: OssClient,
  input: ListUploadsInput,
  options?: CallOptions,
): Each<ListedUpload> {
  const pages = paginate(
    client,
    listMultipartUploads,
    input,
    (before, marker) => ({ ...before, marker }),
    options,
  )
  return flat(pages, (page) => page.uploads)
}

/** The unfinished uploads of one key. */
export async function* eachUploadOfKey(
  client: OssClient,
  input: { readonly bucket: string; readonly key: string; readonly maxUploads?: number },
  options?: CallOptions,
): Each<ListedUpload> {
  const { key, ...rest } = input
  for await (const upload of eachUpload(client, { ...rest, prefix: key }, options)) {
    // In order: the key itself comes before all that only begin with it.
    if (upload.key !== key) return
    yield upload
  }
}

export function eachPart(
  client: OssClient,
  input: UploadInput & Pick<ListPartsInput, 'maxParts'>,
  options?: CallOptions,
): Each<ListedPart> {
  const following = (before: ListPartsInput, partNumberMarker: number): ListPartsInput => ({
    ...before,
    partNumberMarker,
  })
  const first: ListPartsInput = input
  return flat(paginate(client, listParts, first, following, options), (page) => page.parts)
}

export function eachLiveChannel(
  client: OssClient,
  input: ListLiveChannelsInput,
  options?: CallOptions,
): Each<ListedChannel> {
  const following = (before: ListLiveChannelsInput, marker: string): ListLiveChannelsInput => ({
    ...before,
    marker,
  })
  return flat(
    paginate(client, listLiveChannels, input, following, options),
    (page) => page.channels,
  )
}

async function* flat<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[],
): Each<Item> {
  for await (const page of pages) yield* itemsOf(page)
}

function entriesOf(page: ListPage): readonly ListedEntry[] {
  const objects = page.objects.map(
    (object) => ({ kind: 'object', key: object.key, object }) as const,
  )
  const prefixes = page.prefixes.map((key) => ({ kind: 'prefix', key }) as const)
  return [...objects, ...prefixes].sort((a, b) => compareKeys(a.key, b.key))
}
