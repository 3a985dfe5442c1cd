import { receiveDocument } from '../body.ts'
import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange, Exchange, ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { header } from '../request.ts'
import type { ObjectLock, Retention } from '../store/locks.ts'
import type { StoredObject } from '../store/object-rows.ts'
import type { Store } from '../store/store.ts'
import { children, parseXml, text, type XmlNode } from '../xml.ts'
import { configured } from './configuration/configured.ts'
import { requireWord } from './configuration/kinds.ts'
import { requireObject, versionHeaders } from './find-object.ts'
import { notTogether, retentionMs } from './worm.ts'

const modes = ['GOVERNANCE', 'COMPLIANCE'] as const
const dayMs = 24 * 3600 * 1000

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketobjectwormconfiguration */
export function checkObjectWorm(document: XmlNode, exchange: BucketExchange): void {
  requireWord(document, 'ObjectWormEnabled', ['Enabled'])
  for (const rule of children(document, 'Rule')) {
    const [retention] = children(rule, 'DefaultRetention')
    if (retention === undefined) throw malformedXml('DefaultRetention is missing.')
    requireWord(retention, 'Mode', modes)
    if (daysOf(retention) === null) throw malformedXml('A rule has Days or Years.')
  }
  if (exchange.server.store.buckets.versioning(exchange.bucket.name) !== 'enabled') {
    throw notTogether('Versioning must be enabled before objects can be locked.')
  }
  if (retentionMs(exchange) !== null) {
    throw notTogether('The bucket has a retention policy as a whole.')
  }
}

export function locksObjects(store: Store, bucket: string): boolean {
  return store.buckets.configuration(bucket, 'objectWorm') !== null
}

/** What the bucket says of new objects. */
export function applyDefaultLock(
  store: Store,
  { bucket, key, version, modifiedMs }: StoredObject,
): void {
  const document = configured(store, bucket, 'objectWorm', 'ObjectWormConfiguration')
  const [rule] = document === null ? [] : children(document, 'Rule')
  const [retention] = rule === undefined ? [] : children(rule, 'DefaultRetention')
  const days = retention === undefined ? null : daysOf(retention)
  if (retention === undefined || days === null) return
  const mode = text(retention, 'Mode') === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE'
  const untilMs = modifiedMs + days * dayMs
  store.locks.put(bucket, key, version, { retention: { mode, untilMs }, legalHold: false })
}

function daysOf(retention: XmlNode): number | null {
  const given = ['Days', 'Years'].filter((name) => text(retention, name) !== null)
  const value = text(retention, given[0] ?? '') ?? ''
  if (given.length !== 1 || !/^[1-9]\d{0,4}$/.test(value)) return null
  return Number(value) * (given[0] === 'Years' ? 365 : 1)
}

/** Whether a lock keeps the version now. `exchange` null = nobody asks who could be let past it. */
export function isLocked(
  store: Store,
  object: StoredObject,
  nowMs: number,
  exchange: Exchange | null,
): boolean {
  if (!locksObjects(store, object.bucket)) return false
  const { retention, legalHold } = store.locks.find(object.bucket, object.key, object.version)
  if (legalHold) return true
  if (retention === null || retention.untilMs <= nowMs) return false
  return retention.mode === 'COMPLIANCE' || exchange === null || !bypasses(exchange)
}

function bypasses({ request }: Exchange): boolean {
  return header(request, 'x-oss-bypass-governance-retention')?.toLowerCase() === 'true'
}

/** `PUT ?retention`: longer at any time; shorter only where governance is bypassed. */
export async function putObjectRetention(exchange: ObjectExchange): Promise<Reply> {
  const { object, lock } = requireLockable(exchange)
  const document = parseXml(await receiveDocument(exchange, 64 * 1024), 'Retention')
  const mode = requireWord(document, 'Mode', modes) as Retention['mode']
  const date = text(document, 'RetainUntilDate') ?? ''
  const untilMs = Date.parse(date)
  const now = exchange.server.now()
  if (Number.isNaN(untilMs) || untilMs <= now) {
    throw invalidArgument('The date must lie in the future.', 'RetainUntilDate', date)
  }
  const current = lock.retention !== null && lock.retention.untilMs > now ? lock.retention : null
  const weaker =
    current !== null && (untilMs < current.untilMs || (current.mode !== mode && mode === modes[0]))
  if (weaker && (current.mode === 'COMPLIANCE' || !bypasses(exchange))) throw immutable(object.key)
  return keep(exchange, object, { ...lock, retention: { mode, untilMs } })
}

export function getObjectRetention(exchange: ObjectExchange): Reply {
  const { object, lock } = requireLockable(exchange)
  const { retention } = lock
  if (retention === null) {
    throw new ServiceError(404, 'NoSuchObjectRetention', 'The object has no retention.')
  }
  const facts = { Mode: retention.mode, RetainUntilDate: new Date(retention.untilMs).toISOString() }
  return xmlReply('Retention', facts, versionHeaders(exchange, object.version))
}

export async function putObjectLegalHold(exchange: ObjectExchange): Promise<Reply> {
  const { object, lock } = requireLockable(exchange)
  const document = parseXml(await receiveDocument(exchange, 64 * 1024), 'LegalHold')
  const status = requireWord(document, 'Status', ['ON', 'OFF'])
  return keep(exchange, object, { ...lock, legalHold: status === 'ON' })
}

export function getObjectLegalHold(exchange: ObjectExchange): Reply {
  const { object, lock } = requireLockable(exchange)
  const facts = { Status: lock.legalHold ? 'ON' : 'OFF' }
  return xmlReply('LegalHold', facts, versionHeaders(exchange, object.version))
}

/** For GET and HEAD. */
export function lockHeaders(store: Store, object: StoredObject): Readonly<Record<string, string>> {
  if (!locksObjects(store, object.bucket)) return {}
  const { retention, legalHold } = store.locks.find(object.bucket, object.key, object.version)
  const held = { 'x-oss-object-worm-legal-hold': legalHold ? 'ON' : 'OFF' }
  if (retention === null) return held
  return {
    ...held,
    'x-oss-object-worm-mode': retention.mode,
    'x-oss-object-worm-retain-until-date': new Date(retention.untilMs).toISOString(),
  }
}

function requireLockable(exchange: ObjectExchange): {
  readonly object: StoredObject
  readonly lock: ObjectLock
} {
  const { store } = exchange.server
  const object = requireObject(exchange)
  if (!locksObjects(store, object.bucket)) {
    throw notTogether('The bucket does not lock single objects.')
  }
  return { object, lock: store.locks.find(object.bucket, object.key, object.version) }
}

function keep(exchange: ObjectExchange, object: StoredObject, lock: ObjectLock): Reply {
  const { bucket, key, version } = object
  exchange.server.store.locks.put(bucket, key, version, lock)
  return { status: 200, headers: versionHeaders(exchange, version) }
}

function immutable(key: string): ServiceError {
  const message = 'The object is protected by a retention policy.'
  return new ServiceError(409, 'FileImmutable', message, { fields: { Key: key } })
}
