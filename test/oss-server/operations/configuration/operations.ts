import { receiveDocument } from '../../body.ts'
import { malformedXml, ServiceError } from '../../errors.ts'
import type { BucketExchange, BucketOperation } from '../../exchange.ts'
import { documentReply, type Reply } from '../../reply.ts'
import { parseXml, xmlDocument } from '../../xml.ts'
import { withPlainFlags } from './kept.ts'
import type { Configuration } from './kinds.ts'
import { configurations } from './table.ts'

/** GET, PUT and DELETE of every sub-resource in the table. */
export const configurationOperations: readonly BucketOperation[] = configurations.flatMap(
  (each) => {
    const shared = { target: 'bucket', query: each.query ?? [each.name], access: 'owner' } as const
    const operations: BucketOperation[] = [
      { ...shared, name: `Get${each.operation}`, method: 'GET', handle: (e) => read(each, e) },
      { ...shared, name: `Put${each.operation}`, method: 'PUT', handle: (e) => write(each, e) },
    ]
    if (each.deletable) {
      const handle = (exchange: BucketExchange): Reply => remove(each, exchange)
      operations.push({ ...shared, name: `Delete${each.operation}`, method: 'DELETE', handle })
    }
    return operations
  },
)

function read(configuration: Configuration, { server, bucket }: BucketExchange): Reply {
  const stored = server.store.buckets.configuration(bucket.name, configuration.name)
  const { root, absentCode, absentDocument } = configuration
  const type = root === null ? { 'content-type': 'application/json' } : {}
  if (stored !== null) return documentReply(stored, type)
  if (absentCode !== null) throw notConfigured(absentCode, bucket.name)
  return documentReply(absentDocument ?? xmlDocument(root ?? '', {}), type)
}

export function notConfigured(code: string, bucket: string): ServiceError {
  return new ServiceError(404, code, 'The configuration does not exist.', {
    fields: { BucketName: bucket },
  })
}

async function write(configuration: Configuration, exchange: BucketExchange): Promise<Reply> {
  const body = await receiveDocument(exchange, configuration.maxBytes ?? 2 * 1024 * 1024)
  if (body === '') throw malformedXml('The body is empty.')
  const document = configuration.root === null ? {} : parseXml(body, configuration.root)
  configuration.check?.(document, exchange, body)
  const stored = configuration.complete?.(document, exchange) ?? body
  const kept = configuration.root === null ? stored : withPlainFlags(stored)
  exchange.server.store.buckets.setConfiguration(exchange.bucket.name, configuration.name, kept)
  return { status: 200 }
}

function remove(configuration: Configuration, { server, bucket }: BucketExchange): Reply {
  server.store.buckets.deleteConfiguration(bucket.name, configuration.name)
  return { status: 204 }
}
