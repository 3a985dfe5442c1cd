import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import { encodeKey, percentEncode } from '../../shared/oss/encoding.ts'
import { compactDate } from '../../shared/oss/times.ts'
import type { SigningKey, UnsignedRequest } from './signer.ts'

export const algorithm = 'OSS4-HMAC-SHA256'
const unsignedPayload = 'UNSIGNED-PAYLOAD'

export interface SignV4Options {
  /** Headers to sign besides content-type, content-md5 and x-oss-*; absent ones are ignored. */
  readonly additionalHeaders?: readonly string[]
  /** Default `oss`, or `oss-cloudbox` where the region is the id of a cloud box. */
  readonly product?: string
}

/**
 * Headers to add to a request so that it is signed with V4.
 * https://help.aliyun.com/zh/oss/developer-reference/recommend-to-use-signature-version-4
 */
export function signV4(
  request: UnsignedRequest,
  key: SigningKey,
  options: SignV4Options = {},
): Record<string, string> {
  const dateTime = compactDate(request.atMs)
  const added: Record<string, string> = {
    'x-oss-content-sha256': unsignedPayload,
    'x-oss-date': dateTime,
  }
  if (key.securityToken) added['x-oss-security-token'] = key.securityToken
  const headers = { ...request.headers, ...added }
  const additional = additionalHeadersOf(headers, options.additionalHeaders)
  const scope = scopeOf(dateTime, request.region, options.product)
  const canonical = canonicalRequest({ ...request, headers }, additional)
  const signature = signatureOf(canonical, dateTime, scope, key.accessKeySecret)
  const named = additional.length > 0 ? `AdditionalHeaders=${additional.join(';')},` : ''
  added.authorization = `${algorithm} Credential=${key.accessKeyId}/${scope},${named}Signature=${signature}`
  return added
}

export function scopeOf(dateTime: string, region: string, product = productOf(region)): string {
  return `${dateTime.slice(0, 8)}/${region}/${product}/aliyun_v4_request`
}

function productOf(region: string): string {
  return region.startsWith('cb-') ? 'oss-cloudbox' : 'oss'
}

/** Lower-case, sorted, only those that are there and not signed anyway. */
export function additionalHeadersOf(
  headers: Readonly<Record<string, string>>,
  names: readonly string[] = [],
): string[] {
  if (names.length === 0) return []
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  return [...wanted].filter((name) => name in headers && !isSignedByDefault(name)).sort()
}

export function isSignedByDefault(name: string): boolean {
  return name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5'
}

export function canonicalRequest(
  request: Pick<UnsignedRequest, 'method' | 'bucket' | 'key' | 'query' | 'headers'>,
  additional: readonly string[],
): string {
  const { bucket, key, headers } = request
  const uri = bucket === null ? '/' : `/${percentEncode(bucket)}/${encodeKey(key ?? '')}`
  const names = Object.keys(headers).filter(
    (name) => isSignedByDefault(name) || additional.includes(name),
  )
  let lines = ''
  for (const name of names.sort()) lines += `${name}:${headers[name]?.trim()}\n`
  const payload = headers['x-oss-content-sha256'] ?? unsignedPayload
  return `${request.method}\n${uri}\n${canonicalQuery(request.query)}\n${lines}\n${additional.join(';')}\n${payload}`
}

function canonicalQuery(query: UnsignedRequest['query']): string {
  const pairs: [string, string][] = []
  for (const name in query) pairs.push([percentEncode(name), percentEncode(query[name] ?? '')])
  if (pairs.length > 1) pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&')
}

/** Lower-case hex. */
export function signatureOf(
  canonical: string,
  dateTime: string,
  scope: string,
  secret: string,
): string {
  const text = `${algorithm}\n${dateTime}\n${scope}\n${hash('sha256', canonical, 'hex')}`
  return createHmac('sha256', signingKeyOf(secret, scope)).update(text).digest('hex')
}

// The key changes once a day, account and region; four HMACs for each of thousands of requests a
// second would be most of the cost of signing, and a KeyObject spares the copy that each HMAC makes
// of a Buffer. Bounded, so that yesterday's keys do not stay.
const signingKeys = new Map<string, KeyObject>()
const maxSigningKeys = 64

export function signingKeyOf(secret: string, scope: string): KeyObject {
  const cacheKey = `${scope}\n${secret}`
  const known = signingKeys.get(cacheKey)
  if (known) return known
  let bytes: Buffer | string = `aliyun_v4${secret}`
  for (const part of scope.split('/')) bytes = createHmac('sha256', bytes).update(part).digest()
  const key = createSecretKey(Buffer.from(bytes))
  if (signingKeys.size >= maxSigningKeys) signingKeys.clear()
  signingKeys.set(cacheKey, key)
  return key
}
