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
import { computeV2 } from './v2.ts'

const form = /^OSS2 AccessKeyId:([^,\s]+),(?:AdditionalHeaders:([^,\s]*),)?Signature:(\S+)$/

export function verifyV2Header(
  request: OssRequest,
  context: AuthContext,
  authorization: string,
): Identity {
  const match = form.exec(authorization)
  if (match === null) {
    throw invalidArgument('Authorization header is invalid.', 'Authorization', authorization)
  }
  const [, accessKeyId = '', names = '', provided = ''] = match
  const identity = findIdentity(context, accessKeyId, header(request, 'x-oss-security-token'))
  const dateLine = signedDate(request, context)
  compare(request, identity, { dateLine, names, provided, query: request.query.pairs })
  return identity
}

export function verifyV2Url(request: OssRequest, context: AuthContext): Identity {
  const { query } = request
  const accessKeyId = query.get('x-oss-access-key-id')
  const provided = query.get('x-oss-signature')
  const dateLine = query.get('x-oss-expires')
  if (!accessKeyId || !provided || !dateLine || !/^\d+$/.test(dateLine)) {
    throw accessDenied(
      'Query-string authentication requires x-oss-access-key-id, x-oss-expires, x-oss-signature.',
      { ec: '0002-00000069' },
    )
  }
  const identity = findIdentity(context, accessKeyId, query.get('security-token'))
  const expiresMs = Number(dateLine) * 1000
  if (context.nowMs > expiresMs) throw requestExpired('0002-00000069', expiresMs, context.nowMs)
  compare(request, identity, {
    dateLine,
    names: query.get('x-oss-additional-headers') ?? '',
    provided,
    query: query.pairs.filter(([name]) => name !== 'x-oss-signature'),
  })
  return identity
}

function compare(
  request: OssRequest,
  { accessKeyId, accessKeySecret }: Identity,
  parts: {
    readonly dateLine: string
    readonly names: string
    readonly provided: string
    readonly query: readonly (readonly [string, string])[]
  },
): void {
  const { method, bucket, key } = request
  const { dateLine, query } = parts
  const additionalHeaders = parts.names.split(';').filter((name) => name !== '')
  const headers = byteHeaders(request)
  const input = { method, bucket, key, query, headers, dateLine, additionalHeaders }
  const { signature, stringToSign } = computeV2(input, accessKeySecret)
  compareSignatures({ accessKeyId, provided: parts.provided, computed: signature, stringToSign })
}
