import { parseBasicTime } from '../encoding.ts'
import { invalidArgument, type ServiceError } from '../errors.ts'
import type { Identity } from '../identity.ts'
import { header, type OssRequest } from '../request.ts'
import {
  type AuthContext,
  byteHeaders,
  checkSkew,
  compareSignatures,
  findIdentity,
  requestExpired,
} from './checks.ts'
import { computeV4, type V4Scope } from './v4.ts'

const scheme = 'OSS4-HMAC-SHA256'
const maxExpiresSeconds = 604800

export interface Credential {
  readonly accessKeyId: string
  readonly scope: V4Scope
}

export function verifyV4Header(
  request: OssRequest,
  context: AuthContext,
  authorization: string,
): Identity {
  const fields = readFields(authorization)
  const credential = readCredential(fields.get('credential') ?? '', '0002-00000202')
  const { time, requestMs } = signingTime(request)
  if (requestMs === null || dayOf(requestMs) !== credential.scope.date) {
    throw malformed('The x-oss-date header does not fit the credential.', 'x-oss-date', time)
  }
  if (header(request, 'x-oss-content-sha256') === null) {
    throw malformed('The x-oss-content-sha256 header is missing.', 'x-oss-content-sha256', '')
  }
  const token = header(request, 'x-oss-security-token')
  const identity = findIdentity(context, credential.accessKeyId, token)
  checkSkew(requestMs, context.nowMs)
  checkRegion(context, credential, '0002-00000228')
  compare(request, identity, credential, time, {
    query: request.query.pairs,
    additional: splitNames(fields.get('additionalheaders') ?? ''),
    provided: fields.get('signature') ?? '',
  })
  return identity
}

/** Order of the checks: complete → version → credential → lifetime → expiry → region → signature. */
export function verifyV4Url(request: OssRequest, context: AuthContext): Identity {
  const { query } = request
  const provided = requireParameter(request, 'x-oss-signature', '0002-00000219')
  const expires = requireParameter(request, 'x-oss-expires', '0002-00000215')
  const version = requireParameter(request, 'x-oss-signature-version')
  const rawCredential = requireParameter(request, 'x-oss-credential', '0002-00000218')
  const time = requireParameter(request, 'x-oss-date')
  if (version !== scheme) throw malformed('Unknown version.', 'x-oss-signature-version', version)
  const credential = readCredential(rawCredential, '0002-00000202')
  const requestMs = parseBasicTime(time)
  if (requestMs === null || !time.startsWith(credential.scope.date)) {
    throw malformed('x-oss-date does not fit the credential.', 'x-oss-date', time)
  }
  const seconds = /^\d+$/.test(expires) ? Number(expires) : 0
  if (seconds < 1 || seconds > maxExpiresSeconds) {
    const message = `x-oss-expires must be from 1 to ${maxExpiresSeconds} seconds.`
    throw invalidArgument(message, 'x-oss-expires', expires, '0002-00000232')
  }
  const expiresMs = requestMs + seconds * 1000
  if (context.nowMs > expiresMs) throw requestExpired('0002-00000236', expiresMs, context.nowMs)
  if (requestMs > context.nowMs) checkSkew(requestMs, context.nowMs)
  const additional = splitNames(query.get('x-oss-additional-headers') ?? '')
  const absent = additional.find((name) => request.headers[name] === undefined)
  if (absent !== undefined) {
    throw malformed(
      'A header that the address names is missing.',
      'x-oss-additional-headers',
      absent,
    )
  }
  const identity = findIdentity(context, credential.accessKeyId, query.get('x-oss-security-token'))
  checkRegion(context, credential, '0002-00000226')
  compare(request, identity, credential, time, {
    query: query.pairs.filter(([name]) => name !== 'x-oss-signature'),
    additional,
    provided,
  })
  return identity
}

function compare(
  request: OssRequest,
  identity: Identity,
  credential: Credential,
  time: string,
  parts: {
    readonly query: readonly (readonly [string, string])[]
    readonly additional: readonly string[]
    readonly provided: string
  },
): void {
  const { method, bucket, key } = request
  const computed = computeV4(
    {
      method,
      bucket,
      key,
      query: parts.query,
      headers: byteHeaders(request),
      additionalHeaders: parts.additional,
      time,
      scope: credential.scope,
    },
    identity.accessKeySecret,
  )
  compareSignatures({
    accessKeyId: credential.accessKeyId,
    provided: parts.provided,
    computed: computed.signature,
    stringToSign: computed.stringToSign,
    canonicalRequest: computed.canonicalRequest,
  })
}

/** Both layouts that the official libraries write: any order, optional blanks after the comma. */
function readFields(authorization: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const item of authorization.slice(scheme.length).split(',')) {
    const equals = item.indexOf('=')
    if (equals > 0)
      fields.set(item.slice(0, equals).trim().toLowerCase(), item.slice(equals + 1).trim())
  }
  if (!fields.get('credential') || !fields.get('signature')) {
    throw invalidArgument(
      'The Authorization header is malformed.',
      'Authorization',
      authorization,
      '0002-00000202',
    )
  }
  return fields
}

export function readCredential(text: string, ec?: string): Credential {
  const parts = text.split('/')
  const [accessKeyId = '', date = '', region = '', product = '', suffix = ''] = parts
  if (parts.length !== 5 || accessKeyId === '' || !/^\d{8}$/.test(date)) {
    throw invalidArgument('The credential is malformed.', 'Credential', text, ec)
  }
  if (suffix !== 'aliyun_v4_request' || product !== 'oss') {
    const message = 'The credential scope must end in /oss/aliyun_v4_request.'
    throw invalidArgument(message, 'Credential', text, '0002-00000213')
  }
  return { accessKeyId, scope: { date, region, product } }
}

function checkRegion(context: AuthContext, credential: Credential, ec: string): void {
  const { region } = credential.scope
  if (context.regions.includes(region)) return
  throw ec === '0002-00000228'
    ? invalidArgument('Invalid signing region in Authorization header.', 'Region', region, ec)
    : wrongRegion(region, ec)
}

export function wrongRegion(region: string, ec: string): ServiceError {
  const message = 'The signing region in credential is invalid.'
  return invalidArgument(message, 'Region', region, ec)
}

/** Whoever leaves x-oss-date out signs the Date header as it stands. */
function signingTime(request: OssRequest): {
  readonly time: string
  readonly requestMs: number | null
} {
  const own = header(request, 'x-oss-date')
  if (own !== null) return { time: own, requestMs: parseBasicTime(own) }
  const time = header(request, 'date') ?? ''
  const requestMs = Date.parse(time)
  if (Number.isNaN(requestMs))
    throw malformed('The x-oss-date header is missing.', 'x-oss-date', '')
  return { time, requestMs }
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10).replaceAll('-', '')
}

function requireParameter(request: OssRequest, name: string, ec?: string): string {
  const value = request.query.get(name)
  if (value === null || value === '') {
    throw invalidArgument(`${name} is missing.`, name, '', ec)
  }
  return value
}

function malformed(message: string, name: string, value: string): ServiceError {
  return invalidArgument(message, name, value, '0002-00000202')
}

function splitNames(list: string): readonly string[] {
  return list
    .split(';')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
}
