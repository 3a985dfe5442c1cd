import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { header } from '../request.ts'
import type { Bucket } from '../store/buckets.ts'
import type { Store } from '../store/store.ts'
import { children, parseXml, text, texts, type XmlNode } from '../xml.ts'

const methods = ['GET', 'PUT', 'DELETE', 'POST', 'HEAD']
const maxRules = 10
const maxDocumentBytes = 16 * 1024

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors */
export function checkCors(document: XmlNode, _exchange: BucketExchange, body: string): void {
  if (Buffer.byteLength(body) > maxDocumentBytes) throw malformedXml('The document is too large.')
  const rules = children(document, 'CORSRule')
  if (rules.length === 0) throw malformedXml('At least one CORSRule is needed.')
  if (rules.length > maxRules) {
    throw new ServiceError(400, 'CORSRuleBeyondLimit', 'There are more rules than allowed.')
  }
  for (const rule of rules) checkRule(rule)
}

function checkRule(rule: XmlNode): void {
  const origins = texts(rule, 'AllowedOrigin')
  const allowedMethods = texts(rule, 'AllowedMethod')
  if (origins.length === 0 || allowedMethods.length === 0) {
    throw malformedXml('A rule needs an AllowedOrigin and an AllowedMethod.')
  }
  for (const method of allowedMethods) {
    if (!methods.includes(method)) {
      throw invalidArgument('Unknown method.', 'AllowedMethod', method)
    }
  }
  for (const name of ['AllowedOrigin', 'AllowedHeader']) {
    for (const value of texts(rule, name)) {
      if (value === '' || value.split('*').length > 2) {
        throw invalidArgument('At most one wildcard is allowed.', name, value)
      }
    }
  }
  for (const value of texts(rule, 'ExposeHeader')) {
    if (value.includes('*')) throw invalidArgument('No wildcard here.', 'ExposeHeader', value)
  }
  const ages = texts(rule, 'MaxAgeSeconds')
  if (ages.length > 1 || ages.some((age) => !/^\d{1,9}$/.test(age))) {
    throw invalidArgument('MaxAgeSeconds must be one whole number.', 'MaxAgeSeconds', ages.join())
  }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/options */
export function preflight({ request, server, bucket }: BucketExchange): Reply {
  const origin = header(request, 'origin')
  const method = header(request, 'access-control-request-method')
  if (origin === null || method === null) throw forbidden()
  const requested = splitList(header(request, 'access-control-request-headers') ?? '')
  const headers = corsHeaders(server.store, bucket, { origin, method, requested })
  if (headers === null) throw forbidden()
  return { status: 200, headers }
}

/** What a browser needs on the answer, or null when no rule allows this origin. */
export function corsHeaders(
  store: Store,
  bucket: Bucket,
  asked: {
    readonly origin: string
    readonly method: string
    readonly requested: readonly string[] | null
  },
): Readonly<Record<string, string>> | null {
  const stored = store.buckets.configuration(bucket.name, 'cors')
  if (stored === null) return null
  const document = parseXml(stored, 'CORSConfiguration')
  const rule = children(document, 'CORSRule').find((each) => allows(each, asked))
  if (rule === undefined) return null
  const everyone = texts(rule, 'AllowedOrigin').includes('*')
  const headers: Record<string, string> = {
    'access-control-allow-origin': everyone ? '*' : asked.origin,
    'access-control-allow-methods': texts(rule, 'AllowedMethod').join(', '),
  }
  const exposed = texts(rule, 'ExposeHeader')
  if (exposed.length > 0) headers['access-control-expose-headers'] = exposed.join(', ')
  const age = text(rule, 'MaxAgeSeconds')
  if (age !== null) headers['access-control-max-age'] = age
  if (asked.requested !== null && asked.requested.length > 0) {
    headers['access-control-allow-headers'] = asked.requested.join(', ')
  }
  if (!everyone || text(document, 'ResponseVary') === 'true') headers.vary = 'Origin'
  return headers
}

function allows(
  rule: XmlNode,
  asked: {
    readonly origin: string
    readonly method: string
    readonly requested: readonly string[] | null
  },
): boolean {
  const origins = texts(rule, 'AllowedOrigin')
  const headers = texts(rule, 'AllowedHeader')
  return (
    origins.some((pattern) => matchesWildcard(pattern, asked.origin)) &&
    texts(rule, 'AllowedMethod').includes(asked.method) &&
    (asked.requested ?? []).every((name) =>
      headers.some((pattern) => matchesWildcard(pattern.toLowerCase(), name.toLowerCase())),
    )
  )
}

function matchesWildcard(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === value
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)]
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end)
}

function splitList(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function forbidden(): ServiceError {
  return new ServiceError(
    403,
    'AccessForbidden',
    'CORSResponse: CORS is not enabled for this bucket, or no rule matches.',
  )
}
