import type { AnswerParts } from '../operation.ts'
import { crc64Header, headerInteger, orNull, timeOf, unquote } from './fields.ts'

/** What the headers of HeadObject and GetObject tell. */
export interface ObjectFacts {
  readonly sizeBytes: number
  /** Without quotes. */
  readonly etag: string
  /** ISO 8601; null when the answer does not tell. */
  readonly modifiedAt: string | null
  /** Of the whole object, also for ranges; decimal. null = it cannot be verified. */
  readonly crc64: string | null
  readonly contentType: string | null
  /** Set = the body is compressed on the way or was stored so. */
  readonly contentEncoding: string | null
  /** `Normal`, `Multipart`, `Appendable`, `Symlink`. */
  readonly type: string
  readonly storageClass: string
  readonly versionId: string | null
  /** `ongoing-request="true"` and the like; null = never restored. */
  readonly restore: string | null
  readonly cacheControl: string | null
  readonly contentDisposition: string | null
  readonly contentLanguage: string | null
  readonly expires: string | null
  /** Where an appendable object goes on; null for others. */
  readonly nextPosition: number | null
  readonly tagCount: number
  /** `AES256`, `KMS`, `SM4`; null = not encrypted by the service. */
  readonly encryption: string | null
  /** With KMS and a key that was chosen. */
  readonly encryptionKeyId: string | null
  /** `expiry-date="…", rule-id="…"` of a lifecycle rule, or null. */
  readonly expiration: string | null
  /** ISO 8601; only where access is monitored. */
  readonly lastAccessAt: string | null
  /** ISO 8601: when it moved to its storage class; null = never. */
  readonly transitionAt: string | null
  /** User metadata, names without `x-oss-meta-`. */
  readonly metadata: Readonly<Record<string, string>>
}

export function objectFactsOf(answer: AnswerParts): ObjectFacts {
  const { headers } = answer
  return {
    sizeBytes: headerInteger(answer, 'content-length') ?? answer.body.byteLength,
    etag: unquote(headers.etag),
    modifiedAt: timeOf(headers['last-modified']),
    crc64: crc64Header(answer),
    contentType: orNull(headers['content-type']),
    contentEncoding: orNull(headers['content-encoding']),
    type: headers['x-oss-object-type'] ?? 'Normal',
    storageClass: headers['x-oss-storage-class'] ?? 'Standard',
    versionId: orNull(headers['x-oss-version-id']),
    restore: orNull(headers['x-oss-restore']),
    cacheControl: orNull(headers['cache-control']),
    contentDisposition: orNull(headers['content-disposition']),
    contentLanguage: orNull(headers['content-language']),
    expires: orNull(headers.expires),
    nextPosition: countOf(headers['x-oss-next-append-position']),
    tagCount: countOf(headers['x-oss-tagging-count']) ?? 0,
    encryption: orNull(headers['x-oss-server-side-encryption']),
    encryptionKeyId: orNull(headers['x-oss-server-side-encryption-key-id']),
    expiration: orNull(headers['x-oss-expiration']),
    lastAccessAt: timeOf(headers['x-oss-last-access-time']),
    transitionAt: timeOf(headers['x-oss-transition-time']),
    metadata: metadataOf(headers),
  }
}

function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

const metaPrefix = 'x-oss-meta-'

function metadataOf(headers: AnswerParts['headers']): Record<string, string> {
  const metadata: [string, string][] = []
  for (const name in headers) {
    if (!name.startsWith(metaPrefix)) continue
    metadata.push([name.slice(metaPrefix.length), headers[name] ?? ''])
  }
  return Object.fromEntries(metadata)
}
