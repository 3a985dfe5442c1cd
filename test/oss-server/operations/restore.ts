import { receiveDocument } from '../body.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { children, parseXml, text } from '../xml.ts'
import { isArchived, restoreState } from './archive.ts'
import { requireObject, versionHeaders } from './find-object.ts'

const hourMs = 3600 * 1000
const dayMs = 24 * hourMs
const maxDays = 365

/** Slow to fast; the time that each takes at most. */
const tiers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Archive: { Standard: 60_000 },
  ColdArchive: { Bulk: 12 * hourMs, Standard: 5 * hourMs, Expedited: hourMs },
  DeepColdArchive: { Standard: 48 * hourMs, Expedited: 12 * hourMs },
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/restoreobject */
export async function restoreObject(exchange: ObjectExchange): Promise<Reply> {
  const { server } = exchange
  const object = requireArchived(exchange)
  const { days, tier } = await readRequest(exchange, object)
  const now = server.now()
  const version = versionHeaders(exchange, object.version)
  const state = restoreState(object, now)
  if (state === 'restored' && object.restore !== null) {
    const restore = { ...object.restore, expiresMs: now + days * dayMs }
    server.store.objects.replace({ ...object, restore })
    return { status: 200, headers: version }
  }
  if (state === 'ongoing' && !isFaster(object, tier)) {
    throw new ServiceError(
      409,
      'RestoreAlreadyInProgress',
      'The restore operation is in progress.',
      {
        fields: { Key: object.key },
      },
    )
  }
  const takesMs = server.restoreDelayMs ?? tiers[object.storageClass]?.[tier] ?? 0
  const readyMs = now + takesMs
  const restore = { tier, readyMs, expiresMs: readyMs + days * dayMs }
  server.store.objects.replace({ ...object, restore })
  const priority = object.storageClass === 'Archive' ? undefined : tier
  return { status: 202, headers: { 'x-oss-object-restore-priority': priority, ...version } }
}

/** `POST ?cleanRestoredObject` ends the readable time at once. */
export function cleanRestoredObject(exchange: ObjectExchange): Reply {
  const object = requireArchived(exchange)
  if (restoreState(object, exchange.server.now()) === 'ongoing') {
    const message = "The archive file's restore is not finished."
    throw new ServiceError(409, 'ArchiveRestoreNotFinished', message, {
      ec: '0016-00000719',
      fields: { Key: object.key },
    })
  }
  exchange.server.store.objects.replace({ ...object, restore: null })
  return { status: 200, headers: versionHeaders(exchange, object.version) }
}

function requireArchived(exchange: ObjectExchange): StoredObject {
  const object = requireObject(exchange)
  if (isArchived(object.storageClass) && object.type !== 'Symlink') return object
  const message = 'The operation is not supported for this resource'
  throw new ServiceError(400, 'OperationNotSupported', message, {
    ec: '0016-00000702',
    fields: { Key: object.key },
  })
}

async function readRequest(
  exchange: ObjectExchange,
  object: StoredObject,
): Promise<{ readonly days: number; readonly tier: string }> {
  const body = await receiveDocument(exchange, 64 * 1024)
  if (body.trim() === '') return { days: 1, tier: 'Standard' }
  const document = parseXml(body, 'RestoreRequest')
  const days = text(document, 'Days') ?? '1'
  const number = /^\d+$/.test(days) ? Number(days) : 0
  if (number < 1 || number > maxDays) throw malformed('Days is from 1 to 365.')
  const [job] = children(document, 'JobParameters')
  const tier = (job && text(job, 'Tier')) ?? 'Standard'
  if (job !== undefined && object.storageClass === 'Archive') {
    throw malformed('JobParameters do not go with Archive.')
  }
  if (tiers[object.storageClass]?.[tier] === undefined) {
    throw invalidArgument('Unknown Tier.', 'Tier', tier, '0016-00000704')
  }
  return { days: number, tier }
}

function isFaster(object: StoredObject, tier: string): boolean {
  const order = Object.keys(tiers[object.storageClass] ?? {})
  return order.indexOf(tier) > order.indexOf(object.restore?.tier ?? '')
}

function malformed(message: string): ServiceError {
  return new ServiceError(400, 'MalformedXML', message, { ec: '0016-00000704' })
}
