import { percentEncode } from '../../shared/oss/encoding.ts'
import { httpDate } from '../../shared/oss/times.ts'
import { quote } from './operations/fields.ts'

/** Headers that become part of an object, under the service's own names, in lower case. */
export type ObjectHeaders = Readonly<Record<string, string | undefined>>

/** What an object can be given when it is written, copied or begun as a multipart upload. */
export interface ObjectOptions {
  readonly contentType?: string
  readonly cacheControl?: string
  readonly contentDisposition?: string
  readonly contentEncoding?: string
  readonly contentLanguage?: string
  /** Stored as it is, never checked. */
  readonly expires?: string
  /** Names without `x-oss-meta-`; all together at most 8 KiB. */
  readonly metadata?: Readonly<Record<string, string>>
  /** `default`: as the bucket. */
  readonly acl?: 'default' | 'private' | 'public-read' | 'public-read-write'
  readonly storageClass?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly encryption?: Encryption
}

export interface Encryption {
  readonly algorithm: 'AES256' | 'KMS' | 'SM4'
  /** With KMS; absent = the service's own key. */
  readonly keyId?: string
  /** With KMS: what the data themselves are encrypted with. */
  readonly dataAlgorithm?: 'SM4'
}

/** https://help.aliyun.com/zh/oss/developer-reference/putobject */
export function objectHeaders(options: ObjectOptions): ObjectHeaders {
  const headers: Record<string, string | undefined> = {
    'content-type': options.contentType,
    'cache-control': options.cacheControl,
    'content-disposition': options.contentDisposition,
    'content-encoding': options.contentEncoding,
    'content-language': options.contentLanguage,
    expires: options.expires,
    'x-oss-object-acl': options.acl,
    'x-oss-storage-class': options.storageClass,
    'x-oss-tagging': options.tags && tagText(options.tags),
    'x-oss-server-side-encryption': options.encryption?.algorithm,
    'x-oss-server-side-encryption-key-id': options.encryption?.keyId,
    'x-oss-server-side-data-encryption': options.encryption?.dataAlgorithm,
  }
  for (const [name, value] of Object.entries(options.metadata ?? {})) {
    headers[`x-oss-meta-${name.toLowerCase()}`] = value
  }
  return defined(headers)
}

export interface RequestOptions {
  /** 245,760 to 838,860,800; on everything that carries an object's bytes. */
  readonly trafficLimitBitsPerSecond?: number
  /** For buckets whose requesters pay. */
  readonly requesterPays?: boolean
}

/** For `CallOptions.headers`. */
export function requestHeaders(options: RequestOptions): ObjectHeaders {
  return defined({
    'x-oss-traffic-limit': options.trafficLimitBitsPerSecond?.toFixed(0),
    'x-oss-request-payer': options.requesterPays ? 'requester' : undefined,
  })
}

export interface Callback {
  /** Up to five, tried in turn. */
  readonly urls: readonly string[]
  readonly host?: string
  /** With places such as `${object}`, `${size}` and `${x:name}`. */
  readonly body: string
  readonly bodyType?: 'application/x-www-form-urlencoded' | 'application/json'
  readonly sni?: boolean
  /** Values of `${x:name}`, by name without `x:`. */
  readonly variables?: Readonly<Record<string, string>>
}

/**
 * The service calls somebody when the object is there and answers with what they say. When they do
 * not, the call fails with `CallbackFailed`, and the object is there nevertheless. For PutObject,
 * CompleteMultipartUpload and PostObject.
 * https://help.aliyun.com/zh/oss/developer-reference/callback
 */
export function callbackHeaders(callback: Callback): ObjectHeaders {
  const variables = Object.entries(callback.variables ?? {})
  return defined({
    'x-oss-callback': base64({
      callbackUrl: callback.urls.join(';'),
      callbackHost: callback.host,
      callbackBody: callback.body,
      callbackBodyType: callback.bodyType,
      callbackSNI: callback.sni,
    }),
    'x-oss-callback-var':
      variables.length === 0
        ? undefined
        : base64(Object.fromEntries(variables.map(([name, value]) => [`x:${name}`, value]))),
  })
}

/** A request that acts only on a certain state of an object. Times are ISO 8601. */
export interface Conditions {
  /** Otherwise `PreconditionFailed`. */
  readonly ifMatch?: string
  /** Otherwise `NotModified`. */
  readonly ifNoneMatch?: string
  /** Otherwise `NotModified`. */
  readonly ifModifiedSince?: string
  /** Otherwise `PreconditionFailed`. */
  readonly ifUnmodifiedSince?: string
}

/** `prefix`: `x-oss-copy-source-` where the condition is on the source of a copy. */
export function conditionHeaders(conditions: Conditions, prefix = ''): ObjectHeaders {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions
  return defined({
    [`${prefix}if-match`]: ifMatch && quote(ifMatch),
    [`${prefix}if-none-match`]: ifNoneMatch && quote(ifNoneMatch),
    [`${prefix}if-modified-since`]: ifModifiedSince && httpDate(Date.parse(ifModifiedSince)),
    [`${prefix}if-unmodified-since`]: ifUnmodifiedSince && httpDate(Date.parse(ifUnmodifiedSince)),
  })
}

/** `a=1&b=2`, encoded. */
export function tagText(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`)
    .join('&')
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64')
}

function defined(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined && value !== '') kept[name] = value
  }
  return kept
}
