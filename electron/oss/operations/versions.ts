import { maxPageKeys } from '../../../shared/oss/limits.ts'
import type { Operation } from '../operation.ts'
import { badXml, child, childrenOf, childText, parseXmlOf, type XmlElement } from '../xml.ts'
import { flag, integer, nameDecoder, orNull, required, timeOf, unquote } from './fields.ts'
import type { ListInput } from './listing.ts'

interface VersionFacts {
  readonly key: string
  /** `null` (the text) for objects from before versioning. */
  readonly versionId: string
  readonly isLatest: boolean
  readonly modifiedAt: string
  readonly ownerId: string | null
}

export type ListedVersion = VersionFacts &
  (
    | {
        readonly kind: 'version'
        readonly sizeBytes: number
        readonly etag: string
        readonly type: string
        readonly storageClass: string
        readonly restore: string | null
      }
    | { readonly kind: 'delete-marker' }
  )

export interface VersionsMarker {
  readonly key: string
  readonly versionId?: string
}

export interface ListVersionsInput extends ListInput {
  /** `next` of the page before. */
  readonly marker?: VersionsMarker
}

export interface VersionsPage {
  /** By key in UTF-8 byte order, the newest version of each key first. */
  readonly versions: readonly ListedVersion[]
  readonly prefixes: readonly string[]
  /** null = this was the last. */
  readonly next: VersionsMarker | null
}

export const listObjectVersions: Operation<ListVersionsInput, VersionsPage> = {
  name: 'ListObjectVersions',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    query: {
      versions: null,
      prefix: input.prefix || undefined,
      delimiter: input.delimiter || undefined,
      'key-marker': input.marker?.key,
      'version-id-marker': input.marker?.versionId,
      'max-keys': input.maxKeys ?? maxPageKeys,
      'encoding-type': 'url',
    },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListVersionsResult', answer.body)
    const decode = nameDecoder(root)
    return {
      // One list in the order of the document: that is where the order of versions is told.
      versions: root.children.flatMap((element) => versionOf(element, decode)),
      prefixes: childrenOf(root, 'CommonPrefixes').flatMap((common) =>
        childrenOf(common, 'Prefix').map((prefix) => decode(prefix.text)),
      ),
      next: nextOf(root, decode),
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listobjectversions',
}

function versionOf(element: XmlElement, decode: (text: string) => string): ListedVersion[] {
  if (element.name !== 'Version' && element.name !== 'DeleteMarker') return []
  const facts = {
    key: decode(required(element, 'Key')),
    versionId: required(element, 'VersionId'),
    isLatest: flag(childText(element, 'IsLatest')),
    modifiedAt: timeOf(childText(element, 'LastModified')) ?? '',
    ownerId: orNull(childText(child(element, 'Owner'), 'ID')),
  }
  if (element.name === 'DeleteMarker') return [{ ...facts, kind: 'delete-marker' }]
  return [
    {
      ...facts,
      kind: 'version',
      sizeBytes: integer(childText(element, 'Size'), 'Size'),
      etag: unquote(childText(element, 'ETag')),
      type: childText(element, 'Type') ?? 'Normal',
      storageClass: childText(element, 'StorageClass') ?? 'Standard',
      restore: orNull(childText(element, 'RestoreInfo')),
    },
  ]
}

function nextOf(root: XmlElement, decode: (text: string) => string): VersionsMarker | null {
  if (!flag(childText(root, 'IsTruncated'))) return null
  const key = orNull(childText(root, 'NextKeyMarker'))
  // Taking this for the last page would hide the rest.
  if (key === null) throw badXml('truncated without NextKeyMarker')
  const versionId = orNull(childText(root, 'NextVersionIdMarker'))
  return versionId === null ? { key: decode(key) } : { key: decode(key), versionId }
}
