import type { Endpoint } from '../../shared/oss/address.ts'
import { InputError } from '../../shared/oss/input-error.ts'
import type { Operation } from './operation.ts'
import { type PresignedUrl, presignV1, presignV4 } from './presign.ts'
import { buildRequest } from './request.ts'
import type { SignatureVersion, SigningKey, UnsignedRequest } from './signer.ts'

export interface PresignOptions {
  readonly endpoint: Endpoint
  readonly key: SigningKey
  /** Milliseconds since the epoch. */
  readonly atMs: number
  readonly lifetimeSeconds: number
  /** Default V4, which needs to know the region and lasts 7 days at most. */
  readonly version?: SignatureVersion
  /** Besides the operation's own: `x-oss-traffic-limit`, `x-oss-callback` … */
  readonly query?: Readonly<Record<string, string>>
  /** V4 only: headers to sign that would not be. */
  readonly additionalHeaders?: readonly string[]
}

/** Not the sender's to repeat: they follow from the body, or only concern our own transport. */
const leftOut: ReadonlySet<string> = new Set(['content-length', 'accept-encoding'])

/** A URL that does one call of an operation for whoever has it; the body is theirs. */
export function presignOperation<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  options: PresignOptions,
): PresignedUrl {
  const { endpoint, key, atMs, lifetimeSeconds, version = 'v4' } = options
  const { method, bucket, key: name, query, headers } = buildRequest(operation, input)
  const kept = Object.entries(headers).filter(([header]) => !leftOut.has(header))
  const request: UnsignedRequest = {
    method,
    bucket,
    key: name,
    query: { ...query, ...options.query },
    headers: Object.fromEntries(kept),
    region: endpoint.region ?? '',
    atMs,
  }
  if (version === 'v1') {
    return presignV1(endpoint, request, key, Math.floor(atMs / 1000) + lifetimeSeconds)
  }
  if (endpoint.region === null) {
    throw new InputError('region', 'a V4 link names the region, and it is not known')
  }
  const { additionalHeaders = [] } = options
  return presignV4(endpoint, request, key, lifetimeSeconds, { additionalHeaders })
}
