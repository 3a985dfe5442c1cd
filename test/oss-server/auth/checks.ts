import { timingSafeEqual } from 'node:crypto'
import { type ByteString, fromByteString } from '../encoding.ts'
import { accessDenied, ServiceError } from '../errors.ts'
import type { Identity } from '../identity.ts'
import { header, type OssRequest } from '../request.ts'

/** What the verification of a signature needs to know about the server. */
export interface AuthContext {
  readonly identities: readonly Identity[]
  readonly nowMs: number
  /** Regions that a signature for this request may name. */
  readonly regions: readonly string[]
}

const maxSkewMs = 15 * 60 * 1000

/** The known identity of that id whose token fits the one that came with the request. */
export function findIdentity(
  context: AuthContext,
  accessKeyId: string,
  token: string | null,
): Identity {
  const candidates = context.identities.filter((each) => each.accessKeyId === accessKeyId)
  const known = candidates.find((each) => (each.securityToken ?? null) === token) ?? candidates[0]
  if (known === undefined || (known.securityToken !== undefined && token === null)) {
    throw new ServiceError(
      403,
      'InvalidAccessKeyId',
      'The OSS Access Key Id you provided does not exist in our records.',
      { ec: '0002-00000902', fields: { OSSAccessKeyId: accessKeyId } },
    )
  }
  if ((known.securityToken ?? null) !== token) {
    throw new ServiceError(403, 'InvalidSecurityToken', 'The security token is not valid.')
  }
  if (known.tokenExpiresAt !== undefined && known.tokenExpiresAt <= context.nowMs) {
    throw new ServiceError(403, 'SecurityTokenExpired', 'The security token has expired.', {
      ec: '0002-00000007',
    })
  }
  return known
}

export function checkSkew(requestMs: number, nowMs: number): void {
  if (Math.abs(requestMs - nowMs) <= maxSkewMs) return
  throw new ServiceError(
    403,
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    {
      ec: '0002-00000504',
      fields: {
        MaxAllowedSkewMilliseconds: maxSkewMs,
        RequestTime: new Date(requestMs).toISOString(),
        ServerTime: new Date(nowMs).toISOString(),
      },
    },
  )
}

/** What stands on the Date line of V1 and V2. Throws when it is missing or too far away. */
export function signedDate(request: OssRequest, { nowMs }: AuthContext): string {
  const date = header(request, 'x-oss-date') ?? header(request, 'date') ?? ''
  const requestMs = Date.parse(date)
  if (Number.isNaN(requestMs)) {
    throw accessDenied('OSS authentication requires a valid Date.')
  }
  checkSkew(requestMs, nowMs)
  return date
}

export function requestExpired(ec: string, expiresMs: number, nowMs: number): ServiceError {
  return accessDenied('Request has expired.', {
    ec,
    fields: {
      Expires: new Date(expiresMs).toISOString(),
      ServerTime: new Date(nowMs).toISOString(),
    },
  })
}

interface Mismatch {
  readonly accessKeyId: string
  readonly provided: string
  readonly computed: string
  readonly stringToSign: ByteString
  readonly canonicalRequest?: ByteString
}

export function compareSignatures(mismatch: Mismatch): void {
  const provided = Buffer.from(mismatch.provided)
  const computed = Buffer.from(mismatch.computed)
  if (provided.length === computed.length && timingSafeEqual(provided, computed)) return
  const fields: Record<string, string> = {
    OSSAccessKeyId: mismatch.accessKeyId,
    SignatureProvided: mismatch.provided,
    StringToSign: fromByteString(mismatch.stringToSign),
    StringToSignBytes: spacedHex(mismatch.stringToSign),
  }
  if (mismatch.canonicalRequest !== undefined) {
    fields.CanonicalRequest = fromByteString(mismatch.canonicalRequest)
    fields.CanonicalRequestBytes = spacedHex(mismatch.canonicalRequest)
  }
  throw new ServiceError(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your key and signing method.',
    { ec: '0002-00000040', fields },
  )
}

function spacedHex(value: ByteString): string {
  const hex = Buffer.from(value, 'latin1').toString('hex').toUpperCase()
  return (hex.match(/../g) ?? []).join(' ')
}

/** Headers of the request as byte strings; several values of one name joined with a comma. */
export function byteHeaders(request: OssRequest): Readonly<Record<string, ByteString>> {
  const headers: Record<string, ByteString> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value
  }
  return headers
}
