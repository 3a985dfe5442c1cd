import { accessDenied, invalidArgument } from '../errors.ts'
import type { Identity } from '../identity.ts'
import { header, type OssRequest } from '../request.ts'
import {
  type AuthContext,
  byteHeaders,
  compareSignatures,
  findIdentity,
  requestExpired,
  signedDate,
} from './checks.ts'
import { computeV1 } from './v1.ts'

export function verifyV1Header(
  request: OssRequest,
  context: AuthContext,
  authorization: string,
): Identity {
  const match = /^OSS ([^:\s]+):(\S+)$/.exec(authorization)
  if (match === null) {
    throw invalidArgument('Authorization header is invalid.', 'Authorization', authorization)
  }
  const [, accessKeyId = '', provided = ''] = match
  const identity = findIdentity(context, accessKeyId, header(request, 'x-oss-security-token'))
  const dateLine = signedDate(request, context)
  const headers = byteHeaders(request)
  const { method, bucket, key } = request
  const { pairs } = request.query
  const compute = (query: typeof pairs): ReturnType<typeof computeV1> =>
    computeV1({ method, bucket, key, query, headers, dateLine }, identity.accessKeySecret)
  // oss2 leaves `regions` out of what it signs, newer libraries do not.
  const older = compute(pairs.filter(([name]) => name !== 'regions'))
  const { signature, stringToSign } = older.signature === provided ? older : compute(pairs)
  compareSignatures({ accessKeyId, provided, computed: signature, stringToSign })
  return identity
}

export function verifyV1Url(request: OssRequest, context: AuthContext): Identity {
  const accessKeyId = request.query.get('OSSAccessKeyId')
  const provided = request.query.get('Signature')
  const expires = request.query.get('Expires')
  if (!accessKeyId || !provided || !expires || !/^\d+$/.test(expires)) {
    throw accessDenied('Query-string authentication requires OSSAccessKeyId, Expires, Signature.', {
      ec: '0002-00000069',
    })
  }
  const identity = findIdentity(context, accessKeyId, request.query.get('security-token'))
  const expiresMs = Number(expires) * 1000
  if (context.nowMs > expiresMs) throw requestExpired('0002-00000069', expiresMs, context.nowMs)
  const { method, bucket, key } = request
  const { signature, stringToSign } = computeV1(
    {
      method,
      bucket,
      key,
      query: request.query.pairs,
      headers: byteHeaders(request),
      dateLine: expires,
    },
    identity.accessKeySecret,
  )
  compareSignatures({ accessKeyId, provided, computed: signature, stringToSign })
  return identity
}
