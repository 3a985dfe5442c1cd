import type { CallOptions, OssClient } from './client.ts'
import { OssError } from './errors.ts'
import type { ObjectHeaders } from './object-headers.ts'
import { copyObject } from './operations/copying.ts'
import { getObjectMeta, type ObjectInput, type WrittenObject } from './operations/objects.ts'

/** Only the absence of the object is a no; a missing bucket or permission is thrown. */
export async function objectExists(
  client: OssClient,
  input: ObjectInput,
  options?: CallOptions,
): Promise<boolean> {
  try {
    await client.call(getObjectMeta, input, options)
    return true
  } catch (error) {
    if (error instanceof OssError && absentCodes.has(error.failure.code)) return false
    throw error
  }
}

/** `NotFound`: a HEAD whose answer does not say what is missing. */
const absentCodes: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound'])

/**
 * Replaces everything that is said about an object (type, metadata, storage class …) and keeps its
 * bytes: a copy onto itself. What `headers` do not name is gone afterwards.
 */
export function replaceMetadata(
  client: OssClient,
  input: ObjectInput & { readonly headers: ObjectHeaders },
  options?: CallOptions,
): Promise<WrittenObject> {
  const { bucket, key, versionId, headers } = input
  const source = versionId === undefined ? { bucket, key } : { bucket, key, versionId }
  return client.call(copyObject, { bucket, key, source, metadata: 'REPLACE', headers }, options)
}
