import { FailureError, type LocalCode, localFailure } from '../../shared/ipc/failure.ts'
import { type ErrorClass, errorClassOf, isRetryable } from '../../shared/oss/error-codes.ts'
import type { AnswerParts } from './operation.ts'
import { parseXml, type XmlElement } from './xml.ts'

/** The service answered, and not with a success. */
export class OssError extends FailureError {
  get class(): ErrorClass {
    return errorClassOf(this.failure.code, this.failure.status)
  }

  /** What the service asked to wait at least, or null. */
  get retryAfterMs(): number | null {
    const text = this.failure.details.retryAfterMs
    return text === undefined ? null : Number(text)
  }
}

export type NetworkCode = Extract<LocalCode, `network.${string}`>

/** No usable answer came. Repeating helps unless a certificate or a proxy refuses. */
export class NetworkError extends FailureError {
  constructor(code: NetworkCode, message: string, details = {}, options?: { cause?: unknown }) {
    super(localFailure(code, message, details, !refusals.has(code)), options)
  }
}

const refusals: ReadonlySet<NetworkCode> = new Set(['network.tls', 'network.proxy'])

/** The bytes that arrived are not those that were sent. What was stored is left as it is. */
export class InconsistencyError extends FailureError {
  constructor(key: string, localCrc64: string, remoteCrc64: string) {
    const details = { Key: key, localCrc64, remoteCrc64 }
    super(localFailure('client.crc-mismatch', 'the bytes changed on their way', details, true))
  }
}

/** The caller's signal was aborted. */
export class CancelledError extends FailureError {
  constructor() {
    super(localFailure('client.cancelled', 'cancelled'))
  }
}

/** Something answered, but not as the service does: a captive portal, a proxy, broken XML. */
export function badAnswer(answer: AnswerParts, message: string): OssError {
  return new OssError({
    code: 'client.bad-response',
    message,
    status: answer.status,
    requestId: answer.headers['x-oss-request-id'] ?? null,
    ec: null,
    retryable: true,
    details: {},
  })
}

/**
 * Makes the error of an answer that is no success, from its XML, its JSON, or the `x-oss-err`
 * header of a HEAD, and otherwise from its status: a gateway's HTML never hides the status.
 *
 * https://help.aliyun.com/zh/oss/developer-reference/error-responses
 */
export function errorOf(answer: AnswerParts): OssError {
  const { status, headers } = answer
  const facts = factsOf(answer)
  const code = facts.Code || fallbackCode(status)
  const details = detailsOf(facts)
  const retryAfterMs = retryAfterOf(headers)
  if (retryAfterMs !== null) details.retryAfterMs = String(retryAfterMs)
  for (const [header, name] of toldByHeaders) {
    const value = headers[header]
    if (value) details[name] = value
  }
  return new OssError({
    code,
    message: facts.Message || `HTTP status ${status}`,
    status,
    requestId: headers['x-oss-request-id'] ?? facts.RequestId ?? null,
    ec: headers['x-oss-ec'] ?? facts.EC ?? null,
    retryable: isRetryable(code, status),
    details,
  })
}

/** Facts that errors carry in headers. */
const toldByHeaders = [
  ['x-oss-next-append-position', 'nextPosition'],
  ['x-oss-delete-marker', 'deleteMarker'],
  ['x-oss-version-id', 'versionId'],
] as const

type Facts = Record<string, string>

function factsOf(answer: AnswerParts): Facts {
  const fromBody = factsOfText(Buffer.from(answer.body).toString('utf8'))
  if (fromBody) return fromBody
  const header = answer.headers['x-oss-err']
  return (header && factsOfText(Buffer.from(header, 'base64').toString('utf8'))) || {}
}

function factsOfText(text: string): Facts | null {
  const start = text.trimStart()
  try {
    if (start.startsWith('<')) return factsOfXml(parseXml(start))
    if (start.startsWith('{')) return factsOfJson(JSON.parse(start))
  } catch {
    // Not from the service, or cut off: the status and the headers must do.
  }
  return null
}

function factsOfXml(root: XmlElement): Facts | null {
  if (root.name !== 'Error') return null
  return Object.fromEntries(root.children.map((child) => [child.name, child.text]))
}

function factsOfJson(value: unknown): Facts | null {
  if (typeof value !== 'object' || value === null) return null
  const error = (value as { Error?: unknown }).Error ?? value
  if (typeof error !== 'object' || error === null) return null
  return Object.fromEntries(
    Object.entries(error).flatMap(([name, fact]) =>
      typeof fact === 'string' || typeof fact === 'number' ? [[name, String(fact)]] : [],
    ),
  )
}

/** Has fields of its own in `Failure`. */
const ownFields = ['Code', 'Message', 'RequestId', 'EC']

/**
 * What the service echoes about credentials and signatures: of no use to a person, and material
 * that must not reach logs, the database or the window.
 */
const neverKept =
  /^(StringToSign|CanonicalRequest|SignatureProvided|OSSAccessKeyId|AccessKeyId|SecurityToken|x-oss-)/i

function detailsOf(facts: Facts): Record<string, string> {
  const details: Record<string, string> = {}
  for (const [name, value] of Object.entries(facts)) {
    if (ownFields.includes(name) || neverKept.test(name) || value === '') continue
    if (name === 'ArgumentValue' && /token|credential|signature/i.test(facts.ArgumentName ?? '')) {
      continue
    }
    details[name] = value.slice(0, 2048)
  }
  return details
}

function fallbackCode(status: number): string {
  switch (status) {
    case 304:
      return 'NotModified'
    case 404:
      return 'NotFound'
    case 412:
      return 'PreconditionFailed'
    default:
      return `HTTP ${status}`
  }
}

/** `x-oss-qos-delay-time` is in milliseconds, `Retry-After` in seconds or a date. */
function retryAfterOf(headers: AnswerParts['headers']): number | null {
  const qos = Number(headers['x-oss-qos-delay-time'])
  if (Number.isFinite(qos) && qos > 0) return Math.ceil(qos)
  const text = headers['retry-after']
  if (text === undefined) return null
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const wait = Date.parse(text) - Date.parse(headers.date ?? '')
  return wait > 0 ? wait : null
}
