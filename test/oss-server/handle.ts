import type { IncomingMessage, ServerResponse } from 'node:http'
import { authorizeBucket, saysRequesterPays } from './access.ts'
import { type Authenticated, authenticate } from './auth/verify.ts'
import { dropConnection, pauseFor } from './body.ts'
import { accessDenied, ConnectionLost, noSuchBucket, ServiceError } from './errors.ts'
import type { Exchange, ServerOperation, ServerState } from './exchange.ts'
import { type Effects, noEffects } from './faults/faults.ts'
import { isSwitchedOn, switches } from './operations/configuration/configured.ts'
import { corsHeaders } from './operations/cors.ts'
import { chooseOperation } from './operations/table.ts'
import { visitWebsite } from './operations/website-hosting.ts'
import { commonHeaders, errorReply, type Reply } from './reply.ts'
import { header, newRequestId, type OssRequest, readRequest } from './request.ts'
import type { OpenRecord } from './request-log.ts'
import { sendReply } from './send.ts'
import type { Bucket } from './store/buckets.ts'
import { withTrafficLimit } from './traffic-limit.ts'

/** Answers one request; never throws. */
export async function handleRequest(
  server: ServerState,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const startedMs = performance.now()
  const requestId = newRequestId()
  const method = incoming.method ?? 'GET'
  const record = server.requests.open(server.now(), requestId, method, incoming.url ?? '')
  const work: Work = { effects: noEffects, request: null }
  let reply: Reply
  try {
    reply = await perform(server, incoming, requestId, record, work)
    await server.store.settled()
  } catch (error) {
    if (error instanceof ConnectionLost) {
      dropConnection(incoming)
      return
    }
    const refusal = toServiceError(error)
    record.code = refusal.code
    const hostId = incoming.headers.host ?? ''
    reply = errorReply(refusal, { method, requestId, hostId })
  }
  const headers = {
    ...commonHeaders(requestId, server.now(), Math.round(performance.now() - startedMs)),
    ...crossOriginHeaders(server, work.request),
    ...chargeHeaders(server, work.request),
  }
  try {
    const wire = { effects: work.effects, record, request: { incoming } }
    await sendReply(wire, outgoing, reply, headers, server.store.blobs)
  } catch {
    incoming.socket.destroySoon()
  }
}

/** What is known so far, for the answer to a request that failed half way. */
interface Work {
  effects: Effects
  request: OssRequest | null
}

async function perform(
  server: ServerState,
  incoming: IncomingMessage,
  requestId: string,
  record: OpenRecord,
  work: Work,
): Promise<Reply> {
  const request = readRequest(incoming, requestId, server.cnames)
  work.request = request
  const operation = chooseOperation(request)
  Object.assign(record, identify(request, operation))
  const injected = server.faults.take({ ...request, operation: operation.name })
  work.effects = injected
  record.faults = injected.kinds
  const effects = withTrafficLimit(request, operation.name, injected)
  work.effects = effects
  await disturb(effects)
  const auth =
    operation.access === 'open' && request.method === 'OPTIONS'
      ? ({ kind: 'anonymous', identity: null } as const)
      : verify(server, request, mayMakeBucket(operation))
  const exchange: Exchange = { server, request, auth, effects, record }
  const reply = await run(exchange, operation)
  if (effects.find('reset', (effect) => effect.when === 'before-answer') !== undefined) {
    throw new ConnectionLost()
  }
  return reply
}

function identify(request: OssRequest, operation: ServerOperation): Partial<OpenRecord> {
  const partNumber = request.query.get('partNumber')
  return {
    operation: operation.name,
    bucket: request.bucket,
    key: request.key,
    partNumber: partNumber === null ? null : Number(partNumber),
    uploadId: request.query.get('uploadId'),
  }
}

/** Effects that come before anything is done. */
async function disturb(effects: Effects): Promise<void> {
  const latency = effects.find('latency')
  if (latency !== undefined) await pauseFor(latency.ms)
  if (effects.find('reset', (effect) => effect.when === 'before') !== undefined) {
    throw new ConnectionLost()
  }
  if (effects.find('hang') !== undefined) await new Promise<never>(() => undefined)
  const status = effects.find('status')
  if (status === undefined) return
  const headers: Record<string, string> = {}
  if (status.retryAfterSeconds !== undefined) {
    headers['retry-after'] = String(status.retryAfterSeconds)
  }
  if (status.qosDelayMs !== undefined) headers['x-oss-qos-delay-time'] = String(status.qosDelayMs)
  throw new ServiceError(status.status, status.code, status.message ?? 'Injected by a rule.', {
    ...(status.ec === undefined ? {} : { ec: status.ec }),
    headers,
  })
}

/** Setting the ACL was once a way to make a bucket, so its absence is seen later there, too. */
function mayMakeBucket({ name, target }: ServerOperation): boolean {
  return target === 'new-bucket' || name === 'PutBucketAcl'
}

function verify(server: ServerState, request: OssRequest, makesBucket: boolean): Authenticated {
  const bucket = request.bucket === null ? null : server.store.buckets.find(request.bucket)
  // Before any signature is looked at: who is refused by name learns that there is no such bucket.
  if (bucket === null && request.bucket !== null && !makesBucket) throw noSuchBucket(request.bucket)
  const ownRegions =
    request.host.region === null ? [server.region, ...server.otherRegions] : [request.host.region]
  const misdirected = bucket !== null && isMisdirected(server, request, bucket.region)
  const regions = bucket === null || misdirected ? ownRegions : [bucket.region]
  const { identities } = server
  const auth = authenticate(request, { identities, nowMs: server.now(), regions })
  if (!misdirected || bucket === null) return auth
  throw accessDenied(
    'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
      'Please send all future requests to this endpoint.',
    {
      ec: '0003-00001403',
      fields: { Bucket: bucket.name, Endpoint: `oss-${bucket.region}.aliyuncs.com` },
    },
  )
}

/** Whether the host is the endpoint of another region than the bucket's. */
function isMisdirected(server: ServerState, request: OssRequest, bucketRegion: string): boolean {
  const { host } = request
  if (host.region !== null) return host.region !== bucketRegion
  return server.strictEndpoint && host.style !== 'cname' && bucketRegion !== server.region
}

async function run(exchange: Exchange, operation: ServerOperation): Promise<Reply> {
  const { request, server } = exchange
  if (operation.target === 'service') return operation.handle(exchange)
  const name = request.bucket ?? ''
  if (operation.target === 'new-bucket') return operation.handle(exchange, name)
  const bucket = server.store.buckets.find(name)
  if (bucket === null) throw noSuchBucket(name)
  checkAcceleration(exchange, bucket)
  const visit = visitWebsite({ ...exchange, bucket }, request.key)
  if (visit !== null) return visit
  authorizeBucket(exchange, bucket, request.key, operation.access)
  if (operation.target === 'bucket') return operation.handle({ ...exchange, bucket })
  return operation.handle({ ...exchange, bucket, key: request.key ?? '' })
}

function checkAcceleration({ request, server }: Exchange, bucket: Bucket): void {
  if (!request.host.accelerated) return
  if (isSwitchedOn(server.store, bucket.name, switches.accelerated)) return
  const message = 'Transfer acceleration is not enabled for the bucket.'
  throw new ServiceError(403, 'TransferAccelerationDisabled', message, {
    fields: { BucketName: bucket.name },
  })
}

/** Where requesters pay, the answer says that this one did. */
function chargeHeaders(
  { store }: ServerState,
  request: OssRequest | null,
): Readonly<Record<string, string>> {
  if (request?.bucket == null || !saysRequesterPays(request)) return {}
  const charged = isSwitchedOn(store, request.bucket, switches.requesterPays)
  return charged ? { 'x-oss-request-charged': 'requester' } : {}
}

function crossOriginHeaders(
  server: ServerState,
  request: OssRequest | null,
): Readonly<Record<string, string>> {
  if (request === null || request.bucket === null || request.method === 'OPTIONS') return {}
  const origin = header(request, 'origin')
  const bucket = origin === null ? null : server.store.buckets.find(request.bucket)
  if (origin === null || bucket === null) return {}
  return (
    corsHeaders(server.store, bucket, { origin, method: request.method, requested: null }) ?? {}
  )
}

function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  console.error(error)
  return new ServiceError(500, 'InternalError', 'We encountered an internal error.')
}
