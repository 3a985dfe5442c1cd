import { percentDecode } from '../../../shared/oss/encoding.ts'
import { maxPageKeys } from '../../../shared/oss/limits.ts'
import type { Operation } from '../operation.ts'
import { badXml, childrenOf, childText, parseXmlOf, type XmlElement } from '../xml.ts'
import { flag, integer, nameDecoder, orNull, required, timeOf, unquote } from './fields.ts'

export interface ListInput {
  readonly bucket: string
  readonly prefix?: string
  /** '/' for one folder, absent for everything below the prefix. */
  readonly delimiter?: string
  /** 1 to 1000; the default here is 1000. */
  readonly maxKeys?: number
}

export interface ListedObject {
  readonly key: string
  readonly sizeBytes: number
  /** ISO 8601. */
  readonly modifiedAt: string
  /** Without quotes. */
  readonly etag: string
  /** `Normal`, `Multipart`, `Appendable`, `Symlink`. */
  readonly type: string
  readonly storageClass: string
  /** `ongoing-request="true"` and the like; null = never restored. */
  readonly restore: string | null
  /** null = the answer does not tell: ListObjectsV2 only if asked to. */
  readonly ownerId: string | null
}

/** One page, in UTF-8 byte order of keys; keys and prefixes share `maxKeys`. */
export interface ListPage {
  readonly objects: readonly ListedObject[]
  /** Common prefixes, each ending in the delimiter. */
  readonly prefixes: readonly string[]
  /** What the next page starts from; null = this was the last. */
  readonly next: string | null
}

export interface ListObjectsV2Input extends ListInput {
  /** Keys after this one; only for the first page. */
  readonly startAfter?: string
  readonly fetchOwner?: boolean
  /** `next` of the page before. */
  readonly continuationToken?: string
}

export const listObjectsV2: Operation<ListObjectsV2Input, ListPage> = {
  name: 'ListObjectsV2',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    query: {
      'list-type': 2,
      ...common(input),
      'start-after': input.startAfter || undefined,
      'fetch-owner': input.fetchOwner ? true : undefined,
      'continuation-token': input.continuationToken,
    },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListBucketResult', answer.body)
    // The token is base64 in practice: a plus in it is a plus even in an encoded answer.
    const encoded = childText(root, 'EncodingType') === 'url'
    const decode = encoded ? percentDecode : (text: string): string => text
    return pageOf(root, nextOf(root, 'NextContinuationToken', decode))
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listobjectsv2',
}

export interface ListObjectsInput extends ListInput {
  /** Keys after this one; `next` of the page before. */
  readonly marker?: string
}

export const listObjects: Operation<ListObjectsInput, ListPage> = {
  name: 'ListObjects',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    query: { ...common(input), marker: input.marker || undefined },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListBucketResult', answer.body)
    return pageOf(root, nextOf(root, 'NextMarker', nameDecoder(root)))
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listobjects',
}

function common(input: ListInput): Record<string, string | number | undefined> {
  return {
    prefix: input.prefix || undefined,
    delimiter: input.delimiter || undefined,
    'max-keys': input.maxKeys ?? maxPageKeys,
    'encoding-type': 'url',
  }
}

function nextOf(root: XmlElement, name: string, decode: (text: string) => string): string | null {
  if (!flag(childText(root, 'IsTruncated'))) return null
  const next = orNull(childText(root, name))
  // Taking this for the last page would hide the rest of the folder.
  if (next === null) throw badXml(`truncated without ${name}`)
  return decode(next)
}

function pageOf(root: XmlElement, next: string | null): ListPage {
  const decode = nameDecoder(root)
  const objects: ListedObject[] = []
  const prefixes: string[] = []
  for (const element of root.children) {
    if (element.name === 'Contents') objects.push(objectOf(element, decode))
    else if (element.name === 'CommonPrefixes') {
      for (const prefix of childrenOf(element, 'Prefix')) prefixes.push(decode(prefix.text))
    }
  }
  return { objects, prefixes, next }
}

/** One pass over the children: a page has a thousand of these. */
function objectOf(contents: XmlElement, decode: (text: string) => string): ListedObject {
  const facts: Record<string, string> = {}
  let owner: XmlElement | undefined
  for (const element of contents.children) {
    facts[element.name] = element.text
    if (element.name === 'Owner') owner = element
  }
  return {
    key: decode(facts.Key ?? required(contents, 'Key')),
    sizeBytes: integer(facts.Size, 'Size'),
    modifiedAt: timeOf(facts.LastModified) ?? '',
    etag: unquote(facts.ETag),
    type: facts.Type ?? 'Normal',
    storageClass: facts.StorageClass ?? 'Standard',
    restore: orNull(facts.RestoreInfo),
    ownerId: orNull(childText(owner, 'ID')),
  }
}
