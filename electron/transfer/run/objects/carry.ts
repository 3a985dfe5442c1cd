import { type ObjectHeaders, objectHeaders } from '../../../oss/object-headers.ts'
import type { ObjectFacts } from '../../../oss/operations/object-facts.ts'
import type { ObjectAcl, Tags } from '../../remote/remote-objects.ts'

/** What an object is, besides its bytes: what a copy takes along and a change changes. */
export interface Attributes {
  readonly contentType: string | null
  readonly cacheControl: string | null
  readonly contentDisposition: string | null
  readonly contentEncoding: string | null
  readonly contentLanguage: string | null
  readonly expires: string | null
  /** By name without `x-oss-meta-`. */
  readonly metadata: Readonly<Record<string, string>>
  readonly storageClass: string
  readonly tags: Tags
  readonly acl: ObjectAcl
}

export function attributesOf(facts: ObjectFacts, tags: Tags, acl: ObjectAcl): Attributes {
  const { contentType, cacheControl, contentDisposition, contentEncoding } = facts
  const { contentLanguage, expires, metadata, storageClass } = facts
  return {
    ...{ contentType, cacheControl, contentDisposition, contentEncoding },
    ...{ contentLanguage, expires, metadata, storageClass, tags, acl },
  }
}

/**
 * As headers of a request that writes an object; an ACL as the bucket's is left unsaid. `kept`: whose
 * encryption stays; otherwise it is as the bucket has it.
 */
export function headersOf(attributes: Attributes, kept: ObjectFacts | null = null): ObjectHeaders {
  const { metadata, storageClass, tags, acl } = attributes
  return {
    ...objectHeaders({ metadata, storageClass, tags }),
    ...defined({
      'content-type': attributes.contentType,
      'cache-control': attributes.cacheControl,
      'content-disposition': attributes.contentDisposition,
      'content-encoding': attributes.contentEncoding,
      'content-language': attributes.contentLanguage,
      expires: attributes.expires,
      'x-oss-object-acl': acl === 'default' ? null : acl,
      'x-oss-server-side-encryption': kept?.encryption ?? null,
      'x-oss-server-side-encryption-key-id': kept?.encryptionKeyId ?? null,
    }),
  }
}

function defined(headers: Readonly<Record<string, string | null>>): Record<string, string> {
  const known = Object.entries(headers).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  return Object.fromEntries(known)
}
