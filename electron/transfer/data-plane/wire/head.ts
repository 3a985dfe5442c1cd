import { FailureError, localFailure } from '../../../../shared/ipc/failure.ts'
import type { Answer, SignedRequest } from '../../../oss/transport.ts'
import { WireError } from './wire-error.ts'

/** How the end of a body is known. */
export type Framing =
  | { readonly kind: 'length'; readonly sizeBytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }

export interface Head {
  readonly status: number
  readonly headers: Answer['headers']
  readonly framing: Framing
  /** How long the connection may be used again after this answer; 0 = not at all. */
  readonly keepMs: number
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** Latin1 without control characters; a tab is allowed. */
const text = /^[\t\x20-\x7e\x80-\xff]*$/
const target = /^[\x21-\x7e]+$/

/**
 * The head of a request with a body of this length (null = without one). Throws a failure `internal`
 * when something in it would break the syntax.
 */
export function requestHead(request: SignedRequest, bodyBytes: number | null): string {
  const { method, path, origin, headers } = request
  if (!token.test(method) || !target.test(path)) throw unsayable(`${method} ${path}`)
  const lines = [`${method} ${path} HTTP/1.1`]
  const given = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    if (!token.test(name) || !text.test(value)) throw unsayable(name)
    given.add(name.toLowerCase())
    lines.push(`${name}: ${value}`)
  }
  if (!given.has('host')) lines.push(`host: ${origin.slice(origin.indexOf('//') + 2)}`)
  if (!given.has('connection')) lines.push('connection: keep-alive')
  if (!given.has('content-length') && (bodyBytes !== null || method !== 'GET')) {
    lines.push(`content-length: ${bodyBytes ?? 0}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}

function unsayable(what: string): FailureError {
  return new FailureError(localFailure('internal', `cannot be said in HTTP: ${what}`))
}

/** Reads the head of an answer, without the empty line at its end. Throws `WireError`. */
export function answerHead(head: string, method: string): Head {
  const [first = '', ...lines] = head.split('\r\n')
  const parts = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [^\r\n\0]*)?$/.exec(first)
  if (!parts) throw new WireError('answer', 'an answer that is no HTTP/1.1')
  const status = Number(parts[2])
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon))
    const value = line.slice(colon + 1)
    if (!token.test(name) || !text.test(value)) throw new WireError('answer', 'a broken header')
    const lower = name.toLowerCase()
    const before = headers[lower]
    headers[lower] = before === undefined ? value.trim() : `${before}, ${value.trim()}`
  }
  const framing = framingOf(method, status, headers)
  const keepMs = framing.kind === 'until-close' ? 0 : keepMsOf(parts[1] === '1', headers)
  return { status, headers, framing, keepMs }
}

function framingOf(method: string, status: number, headers: Answer['headers']): Framing {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) {
    return { kind: 'length', sizeBytes: 0 }
  }
  const coding = headers['transfer-encoding']
  const length = headers['content-length']
  if (coding !== undefined) {
    // Both at once is how answers are smuggled.
    if (length !== undefined || coding.toLowerCase() !== 'chunked') {
      throw new WireError('answer', `a body in an unknown form: ${coding}`)
    }
    return { kind: 'chunked' }
  }
  if (length === undefined) return { kind: 'until-close' }
  if (!/^\d{1,15}$/.test(length)) throw new WireError('answer', `a length of ${length}`)
  return { kind: 'length', sizeBytes: Number(length) }
}

const keepAtMostMs = 30_000
/** So much earlier than the service we stop using a connection, so that both never collide. */
const marginMs = 1000

function keepMsOf(isNew: boolean, headers: Answer['headers']): number {
  const connection = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/)
  const keeps = isNew ? !connection.includes('close') : connection.includes('keep-alive')
  if (!keeps) return 0
  const seconds = /(?:^|[\s,;])timeout=(\d{1,6})/i.exec(headers['keep-alive'] ?? '')?.[1]
  if (seconds === undefined) return keepAtMostMs
  return Math.max(0, Math.min(keepAtMostMs, Number(seconds) * 1000 - marginMs))
}
