import { randomBytes } from 'node:crypto'
import { receiveDocument } from '../body.ts'
import { isoSeconds } from '../encoding.ts'
import { malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { parseXml, text } from '../xml.ts'

/** Kept as JSON under this name; `worm` itself is no stored document. */
const stored = 'worm'
const dayMs = 24 * 3600 * 1000

/** The part of an exchange that says which bucket and what time it is. */
type Place = Pick<BucketExchange, 'server' | 'bucket'>

interface Worm {
  readonly id: string
  readonly state: 'InProgress' | 'Locked'
  readonly days: number
  readonly createdMs: number
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/initiatebucketworm */
export async function initiateBucketWorm(exchange: BucketExchange): Promise<Reply> {
  const days = await readDays(exchange, 'InitiateWormConfiguration')
  const { server, bucket } = exchange
  if (server.store.buckets.versioning(bucket.name) === 'enabled') {
    throw notTogether('A bucket with versioning enabled cannot have a retention policy.')
  }
  if (server.store.buckets.configuration(bucket.name, 'objectWorm') !== null) {
    throw notTogether('The bucket locks single objects.')
  }
  if (find(exchange) !== null) {
    const message = 'The WORM configuration already exists.'
    throw new ServiceError(409, 'WORMConfigurationAlreadyExists', message)
  }
  const id = randomBytes(16).toString('hex').toUpperCase()
  keep(exchange, { id, days, state: 'InProgress', createdMs: server.now() })
  return { status: 200, headers: { 'x-oss-worm-id': id } }
}

/** A bucket has versions or a retention policy, never both. */
export function notTogether(message: string): ServiceError {
  return new ServiceError(400, 'InvalidRequest', message)
}

export function abortBucketWorm(exchange: BucketExchange): Reply {
  const worm = requireWorm(exchange)
  if (worm.state === 'Locked') throw locked()
  exchange.server.store.buckets.deleteConfiguration(exchange.bucket.name, stored)
  return { status: 204 }
}

export function completeBucketWorm(exchange: BucketExchange): Reply {
  const worm = requireNamed(exchange)
  if (worm.state === 'Locked') throw locked()
  keep(exchange, { ...worm, state: 'Locked' })
  return { status: 200 }
}

/** Only ever longer, and only once it is locked. */
export async function extendBucketWorm(exchange: BucketExchange): Promise<Reply> {
  requireNamed(exchange)
  const days = await readDays(exchange, 'ExtendWormConfiguration')
  const worm = requireNamed(exchange)
  if (worm.state !== 'Locked' || days <= worm.days) {
    const message = 'A locked retention can only be made longer.'
    throw new ServiceError(400, 'InvalidWORMConfiguration', message)
  }
  keep(exchange, { ...worm, days })
  return { status: 200 }
}

export function getBucketWorm(exchange: BucketExchange): Reply {
  const worm = requireWorm(exchange)
  return xmlReply('WormConfiguration', {
    WormId: worm.id,
    State: worm.state,
    RetentionPeriodInDays: worm.days,
    CreationDate: isoSeconds(worm.createdMs),
  })
}

/** How long objects are kept from changes after they were written; null = they are not. */
export function retentionMs(place: Place): number | null {
  const worm = find(place)
  return worm === null ? null : worm.days * dayMs
}

/** One that nobody locked within a day is gone. */
function find({ server, bucket }: Place): Worm | null {
  const document = server.store.buckets.configuration(bucket.name, stored)
  if (document === null) return null
  const worm = JSON.parse(document) as Worm
  return worm.state === 'InProgress' && worm.createdMs + dayMs <= server.now() ? null : worm
}

function requireWorm(exchange: BucketExchange): Worm {
  const worm = find(exchange)
  if (worm !== null) return worm
  const message = 'The WORM configuration does not exist.'
  throw new ServiceError(404, 'NoSuchWORMConfiguration', message)
}

function requireNamed(exchange: BucketExchange): Worm {
  const worm = requireWorm(exchange)
  if (exchange.request.query.get('wormId') === worm.id) return worm
  const message = 'The WORM configuration does not exist.'
  throw new ServiceError(404, 'NoSuchWORMConfiguration', message)
}

function keep({ server, bucket }: BucketExchange, worm: Worm): void {
  server.store.buckets.setConfiguration(bucket.name, stored, JSON.stringify(worm))
}

function locked(): ServiceError {
  const message = 'The WORM configuration is locked.'
  return new ServiceError(403, 'WORMConfigurationLocked', message)
}

async function readDays(exchange: BucketExchange, root: string): Promise<number> {
  const body = await receiveDocument(exchange, 64 * 1024)
  const days = text(parseXml(body, root), 'RetentionPeriodInDays') ?? ''
  const number = /^\d+$/.test(days) ? Number(days) : 0
  if (number >= 1 && number <= 25_550) return number
  throw malformedXml('RetentionPeriodInDays is from 1 to 25550.')
}
