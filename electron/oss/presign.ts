import { type Endpoint, originOf, pathOf } from '../../shared/oss/address.ts'
import { InputError } from '../../shared/oss/input-error.ts'
import { compactDate } from '../../shared/oss/times.ts'
import { signatureV1 } from './sign-v1.ts'
import {
  additionalHeadersOf,
  algorithm,
  canonicalRequest,
  isSignedByDefault,
  type SignV4Options,
  scopeOf,
  signatureOf,
} from './sign-v4.ts'
import type { SigningKey, UnsignedRequest } from './signer.ts'

const maxLifetimeSeconds = 7 * 24 * 3600

export interface PresignedUrl {
  readonly url: string
  /** Whoever uses the URL must send these unchanged. */
  readonly signedHeaders: Readonly<Record<string, string>>
}

/**
 * A URL that works for `lifetimeSeconds` (1 s to 7 days, else `input.invalid`) without credentials.
 * With a security token it ends when the token ends, if that is earlier.
 * https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls
 */
export function presignV4(
  endpoint: Endpoint,
  request: UnsignedRequest,
  key: SigningKey,
  lifetimeSeconds: number,
  options: SignV4Options = {},
): PresignedUrl {
  checkLifetime(lifetimeSeconds)
  const dateTime = compactDate(request.atMs)
  const scope = scopeOf(dateTime, request.region, options.product)
  const additional = additionalHeadersOf(request.headers, options.additionalHeaders)
  const query: Record<string, string | null> = {
    ...request.query,
    'x-oss-signature-version': algorithm,
    'x-oss-credential': `${key.accessKeyId}/${scope}`,
    'x-oss-date': dateTime,
    'x-oss-expires': String(lifetimeSeconds),
  }
  if (additional.length > 0) query['x-oss-additional-headers'] = additional.join(';')
  if (key.securityToken) query['x-oss-security-token'] = key.securityToken
  const canonical = canonicalRequest({ ...request, query }, additional)
  query['x-oss-signature'] = signatureOf(canonical, dateTime, scope, key.accessKeySecret)
  const signedHeaders = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => isSignedByDefault(name) || additional.includes(name),
    ),
  )
  return { url: urlOf(endpoint, request, query), signedHeaders }
}

/**
 * As `presignV4`, in the older form. `expiresAtSeconds`: Unix time.
 * https://help.aliyun.com/zh/oss/developer-reference/ddd-signatures-to-urls
 */
export function presignV1(
  endpoint: Endpoint,
  request: UnsignedRequest,
  key: SigningKey,
  expiresAtSeconds: number,
): PresignedUrl {
  const query: Record<string, string | null> = { ...request.query }
  if (key.securityToken) query['security-token'] = key.securityToken
  const expires = String(expiresAtSeconds)
  const signature = signatureV1({ ...request, query }, expires, key.accessKeySecret)
  query.Expires = expires
  query.OSSAccessKeyId = key.accessKeyId
  query.Signature = signature
  const signedHeaders = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => isSignedByDefault(name)),
  )
  return { url: urlOf(endpoint, request, query), signedHeaders }
}

function urlOf(
  endpoint: Endpoint,
  request: UnsignedRequest,
  query: Readonly<Record<string, string | null>>,
): string {
  const { bucket, key } = request
  return originOf(endpoint, bucket) + pathOf(endpoint, bucket, key, query)
}

function checkLifetime(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= maxLifetimeSeconds) return
  const message = `a link lives 1 to ${maxLifetimeSeconds} seconds, not ${seconds}`
  throw new InputError('lifetimeSeconds', message)
}
