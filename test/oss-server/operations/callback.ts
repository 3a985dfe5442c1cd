import { lookup } from 'node:dns/promises'
import { fromByteString } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { errorReply, type Reply } from '../reply.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { children, text } from '../xml.ts'
import { configured } from './configuration/configured.ts'

const maxCallbackBytes = 5 * 1024
const patienceMs = 5000
const maxAnswerBytes = 1024 * 1024

interface Callback {
  readonly urls: readonly string[]
  readonly body: string
  readonly bodyType: string
  readonly variables: Readonly<Record<string, string>>
}

/** Throws before anything is stored when the request asks for a callback that cannot be. */
export function readCallback(exchange: BucketExchange): Callback | null {
  const { request } = exchange
  const inHeader = header(request, 'x-oss-callback')
  const inQuery = request.query.get('callback') ?? request.query.get('x-oss-callback')
  const encoded = inHeader ?? inQuery
  if (encoded === null) return null
  const policy = namedPolicy(exchange, encoded)
  const variables =
    header(request, 'x-oss-callback-var') ??
    request.query.get('callback-var') ??
    request.query.get('x-oss-callback-var') ??
    policy?.variables ??
    null
  const isTwice = inHeader !== null && inQuery !== null
  if (isTwice || encoded.length + (variables?.length ?? 0) > maxCallbackBytes) {
    throw invalidArgument('The callback configuration is not valid.', 'callback', encoded)
  }
  const { callbackUrl, callbackBody, callbackBodyType } = decode(
    policy?.callback ?? encoded,
    'callback',
  )
  if (!callbackUrl || !callbackBody) {
    throw invalidArgument('The callback configuration is not json format.', 'callback', encoded)
  }
  const urls = callbackUrl.split(';').filter((url) => url !== '')
  const bodyType = callbackBodyType ?? 'application/x-www-form-urlencoded'
  const known = ['application/json', 'application/x-www-form-urlencoded'].includes(bodyType)
  if (urls.length > 5 || !known) {
    throw invalidArgument('The callback configuration is not valid.', 'callback', encoded)
  }
  return {
    urls: urls.map((url) => (/^https?:\/\//.test(url) ? url : `http://${url}`)),
    body: callbackBody,
    bodyType,
    variables: variables === null ? {} : decode(variables, 'callback-var'),
  }
}

/** A callback may name one that the bucket keeps, in place of saying it. */
function namedPolicy(
  { server, bucket }: BucketExchange,
  encoded: string,
): { readonly callback: string; readonly variables: string | null } | null {
  const { callbackPolicy } = decode(encoded, 'callback')
  if (!callbackPolicy) return null
  const kept = configured(server.store, bucket.name, 'callbackPolicy', 'BucketCallbackPolicy')
  const item = children(kept ?? {}, 'PolicyItem').find(
    (each) => text(each, 'PolicyName') === callbackPolicy,
  )
  const callback = item && text(item, 'Callback')
  if (!callback) {
    throw invalidArgument('The callback policy does not exist.', 'callback', callbackPolicy)
  }
  return { callback, variables: text(item, 'CallbackVar') || null }
}

function decode(encoded: string, name: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
    if (typeof value === 'object' && value !== null) return value as Record<string, string>
  } catch {
    // Said below.
  }
  throw invalidArgument('The callback configuration is not json format.', name, encoded)
}

/**
 * The answer of the application's server in place of `reply`. Only servers on this machine are
 * called. When the call fails the object is there nevertheless: the status is then 203.
 */
export async function withCallback(
  exchange: BucketExchange,
  stored: StoredObject,
  reply: Reply,
): Promise<Reply> {
  const callback = readCallback(exchange)
  if (callback === null) return reply
  let reason = 'no address'
  for (const url of callback.urls) {
    try {
      const body = await call(callback, url, fill(callback, exchange, stored))
      const type = { 'content-type': 'application/json' }
      return { status: 200, headers: { ...reply.headers, ...type }, body }
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
    }
  }
  const failure = new ServiceError(203, 'CallbackFailed', `Error status : ${reason}.`, {
    ec: '0007-00000203',
  })
  const { method, requestId, hostId } = exchange.request
  const refused = errorReply(failure, { method, requestId, hostId })
  return { ...refused, headers: { ...reply.headers, ...refused.headers } }
}

async function call(callback: Callback, url: string, body: string): Promise<string> {
  const { hostname } = new URL(url)
  const { address } = await lookup(hostname.replace(/^\[|\]$/g, ''))
  if (!/^127\.|^::1$/.test(address)) throw new Error('the address is not on this machine')
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': callback.bodyType },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(String(answer.status))
  if (text.length > maxAnswerBytes) throw new Error('the answer is too long')
  JSON.parse(text)
  return text
}

/** `${name}` in the body; values are escaped as the type of the body needs it. */
function fill(callback: Callback, exchange: BucketExchange, stored: StoredObject): string {
  const values: Readonly<Record<string, string>> = {
    bucket: stored.bucket,
    object: stored.key,
    etag: stored.etag,
    size: String(stored.sizeBytes),
    mimeType: fromByteString(stored.headers['content-type'] ?? ''),
    crc64: stored.crc64 ?? '',
    reqId: exchange.request.requestId,
    operation: exchange.record.operation,
    ...callback.variables,
  }
  const json = callback.bodyType === 'application/json'
  return callback.body.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    const value = values[name] ?? ''
    return json ? JSON.stringify(value) : encodeURIComponent(value)
  })
}
