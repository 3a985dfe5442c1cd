import { maxDeleteKeys } from '../../../shared/oss/limits.ts'
import type { Operation } from '../operation.ts'
import { childrenOf, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import { checkRange, flag, nameDecoder, orNull, xmlType } from './fields.ts'
import { addressOf, type ObjectInput } from './objects.ts'

export interface DeletedObject {
  readonly versionId: string | null
  readonly deleteMarker: boolean
}

/** Succeeds for keys that do not exist, too. */
export const deleteObject: Operation<ObjectInput, DeletedObject> = {
  name: 'DeleteObject',
  method: 'DELETE',
  target: 'object',
  idempotent: true,
  request: addressOf,
  success: [200, 204],
  output: (answer) => ({
    versionId: orNull(answer.headers['x-oss-version-id']),
    deleteMarker: answer.headers['x-oss-delete-marker'] === 'true',
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deleteobject',
}

export interface DeleteObjectsInput {
  readonly bucket: string
  /** 1 to 1000. Keys with control characters do not survive XML: see `fitsXml`. */
  readonly objects: readonly { readonly key: string; readonly versionId?: string }[]
  /** The answer then names nothing that was deleted. */
  readonly quiet?: boolean
}

export interface DeletedKey {
  readonly key: string
  readonly versionId: string | null
  /** Whether a delete marker was made or removed. */
  readonly deleteMarker: boolean
  readonly deleteMarkerVersionId: string | null
}

/**
 * Answers the keys that are gone; the service names no errors per key, one that failed is just not
 * among them. Missing keys count as deleted.
 */
export const deleteMultipleObjects: Operation<DeleteObjectsInput, readonly DeletedKey[]> = {
  name: 'DeleteMultipleObjects',
  method: 'POST',
  target: 'bucket',
  idempotent: true,
  request: (input) => {
    checkRange('objects', input.objects.length, 1, maxDeleteKeys)
    const document = {
      Quiet: input.quiet ? 'true' : 'false',
      Object: input.objects.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })),
    }
    return {
      bucket: input.bucket,
      query: { delete: null, 'encoding-type': 'url' },
      headers: { 'content-type': xmlType },
      body: buildDocument('Delete', document),
      contentMd5: true,
    }
  },
  success: [200],
  output: (answer) => {
    if (answer.body.byteLength === 0) return []
    const root = parseXmlOf('DeleteResult', answer.body)
    const decode = nameDecoder(root)
    return childrenOf(root, 'Deleted').map((deleted) => ({
      key: decode(childText(deleted, 'Key') ?? ''),
      versionId: orNull(childText(deleted, 'VersionId')),
      deleteMarker: flag(childText(deleted, 'DeleteMarker')),
      deleteMarkerVersionId: orNull(childText(deleted, 'DeleteMarkerVersionId')),
    }))
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletemultipleobjects',
}

/** Whether a key can be written into an XML document; those that cannot are deleted one by one. */
export function fitsXml(key: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what does not fit
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(key) && key.isWellFormed()
}
