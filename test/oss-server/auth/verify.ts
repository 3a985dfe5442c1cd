import { invalidArgument } from '../errors.ts'
import type { Identity } from '../identity.ts'
import type { OssRequest } from '../request.ts'
import type { AuthContext } from './checks.ts'
import { verifyV1Header, verifyV1Url } from './verify-v1.ts'
import { verifyV2Header, verifyV2Url } from './verify-v2.ts'
import { verifyV4Header, verifyV4Url } from './verify-v4.ts'

export type AuthKind = 'anonymous' | 'header' | 'url'

export interface Authenticated {
  readonly kind: AuthKind
  readonly identity: Identity | null
}

/** Throws the service's own error for everything that is not a correct signature. */
export function authenticate(request: OssRequest, context: AuthContext): Authenticated {
  const authorization = request.headers.authorization ?? null
  const v1Url = ['OSSAccessKeyId', 'Signature'].some((name) => request.query.has(name))
  const v4Url = ['x-oss-signature-version', 'x-oss-credential', 'x-oss-signature'].some((name) =>
    request.query.has(name),
  )
  if (authorization !== null && (v1Url || v4Url)) {
    throw invalidArgument(
      'A request may be signed in its header or in its URL, not in both.',
      'Authorization',
      authorization,
    )
  }
  if (request.query.get('x-oss-signature-version') === 'OSS2') {
    return { kind: 'url', identity: verifyV2Url(request, context) }
  }
  if (v4Url) return { kind: 'url', identity: verifyV4Url(request, context) }
  if (v1Url) return { kind: 'url', identity: verifyV1Url(request, context) }
  if (authorization === null) return { kind: 'anonymous', identity: null }
  if (authorization.startsWith('OSS4-HMAC-SHA256')) {
    return { kind: 'header', identity: verifyV4Header(request, context, authorization) }
  }
  if (authorization.startsWith('OSS2 ')) {
    return { kind: 'header', identity: verifyV2Header(request, context, authorization) }
  }
  if (authorization.startsWith('OSS ')) {
    return { kind: 'header', identity: verifyV1Header(request, context, authorization) }
  }
  throw invalidArgument(
    'The scheme of the Authorization header is not supported.',
    'Authorization',
    authorization,
    '0002-00000061',
  )
}
