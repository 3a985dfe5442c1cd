import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import { type ByteString, percentEncode } from '../encoding.ts'

/** What a V4 signature covers, whichever way it travelled. Header values are byte strings. */
export interface V4Input {
  readonly method: string
  readonly bucket: string | null
  readonly key: string | null
  /** Decoded; without `x-oss-signature`. */
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, ByteString>>
  /** Lower-case names, as the client lists them. */
  readonly additionalHeaders: readonly string[]
  /** `YYYYMMDDTHHMMSSZ`, or the Date header where there is no x-oss-date. */
  readonly time: string
  readonly scope: V4Scope
}

export interface V4Scope {
  /** `YYYYMMDD` */
  readonly date: string
  readonly region: string
  readonly product: string
}

interface V4Computed {
  readonly canonicalRequest: ByteString
  readonly stringToSign: string
  readonly signature: string
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4 */
export function computeV4(input: V4Input, secret: string): V4Computed {
  const canonicalRequest = canonicalRequestOf(input)
  const { date, region, product } = input.scope
  const digest = hash('sha256', Buffer.from(canonicalRequest, 'latin1'), 'hex')
  const scope = `${date}/${region}/${product}/aliyun_v4_request`
  const stringToSign = `OSS4-HMAC-SHA256\n${input.time}\n${scope}\n${digest}`
  const signature = hmac(signingKey(secret, input.scope), stringToSign).toString('hex')
  return { canonicalRequest, stringToSign, signature }
}

/**
 * The keys of the day: making one takes four HMACs, more than the signature itself. As key objects,
 * because taking over raw bytes costs five times an HMAC.
 */
const signingKeys = new Map<string, KeyObject>()
const maxSigningKeys = 100

export function signingKey(secret: string, scope: V4Scope): KeyObject {
  const name = `${scope.date}/${scope.region}/${scope.product}/${secret}`
  const known = signingKeys.get(name)
  if (known !== undefined) return known
  const dateKey = hmac(`aliyun_v4${secret}`, scope.date)
  const productKey = hmac(hmac(dateKey, scope.region), scope.product)
  const key = createSecretKey(hmac(productKey, 'aliyun_v4_request'))
  if (signingKeys.size >= maxSigningKeys) signingKeys.clear()
  signingKeys.set(name, key)
  return key
}

function hmac(key: string | Buffer | KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function canonicalRequestOf(input: V4Input): ByteString {
  const additional = additionalOf(input)
  const signed = Object.keys(input.headers)
    .filter((name) => isSignedByDefault(name) || additional.includes(name))
    .sort(compareBytes)
  const headerLines = signed.map((name) => `${name}:${input.headers[name]?.trim()}\n`).join('')
  const payload = input.headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD'
  return [
    input.method,
    canonicalUri(input.bucket, input.key),
    canonicalQuery(input.query),
    headerLines,
    additional.join(';'),
    payload,
  ].join('\n')
}

function additionalOf(input: V4Input): readonly string[] {
  const present = input.additionalHeaders.filter(
    (name) => !isSignedByDefault(name) && input.headers[name] !== undefined,
  )
  return [...new Set(present)].sort(compareBytes)
}

function isSignedByDefault(name: string): boolean {
  return name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-')
}

function canonicalUri(bucket: string | null, key: string | null): string {
  if (bucket === null) return '/'
  return percentEncode(`/${bucket}/${key ?? ''}`, true)
}

/** Of all parameters, encoded, sorted; V2 has the same. */
export function canonicalQuery(query: V4Input['query']): string {
  return query
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort((a, b) => compareBytes(a[0], b[0]) || compareBytes(a[1], b[1]))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&')
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
