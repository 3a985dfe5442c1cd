import { receiveDocument } from '../body.ts'
import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { documentReply, type Reply } from '../reply.ts'
import { children, parseXml, text, type XmlNode, xmlDocumentOf } from '../xml.ts'
import { withPlainFlags } from './configuration/kept.ts'
import { requireFlag, requireWord } from './configuration/kinds.ts'

const prefix = 'inventory/'
const pageSize = 100
const maxInventories = 1000

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketinventory */
export async function putBucketInventory(exchange: BucketExchange): Promise<Reply> {
  const { server, bucket } = exchange
  const { buckets } = server.store
  const body = await receiveDocument(exchange, 64 * 1024)
  const id = readId(exchange)
  checkInventory(exchange, parseXml(body, 'InventoryConfiguration'), id)
  const known = inventories(exchange)
  if (known.has(id)) {
    throw new ServiceError(409, 'InventoryConfigurationAlreadyExists', 'The id is taken.', {
      fields: { InventoryId: id },
    })
  }
  if (known.size >= maxInventories) {
    throw new ServiceError(400, 'InventoryExceedLimit', 'There are too many inventories.')
  }
  buckets.setConfiguration(bucket.name, prefix + id, withPlainFlags(body))
  return { status: 200 }
}

function checkInventory(exchange: BucketExchange, document: XmlNode, id: string): void {
  if (text(document, 'Id') !== id) {
    throw invalidArgument(
      'The id of the document is another one.',
      'Id',
      text(document, 'Id') ?? '',
    )
  }
  requireFlag(document, 'IsEnabled')
  requireWord(document, 'IncludedObjectVersions', ['All', 'Current'])
  const [schedule] = children(document, 'Schedule')
  if (schedule === undefined) throw malformedXml('Schedule is missing.')
  requireWord(schedule, 'Frequency', ['Daily', 'Weekly'])
  const [destination] = children(document, 'Destination').flatMap((each) =>
    children(each, 'OSSBucketDestination'),
  )
  if (destination === undefined) throw malformedXml('OSSBucketDestination is missing.')
  requireWord(destination, 'Format', ['CSV', 'ORC', 'Parquet'])
  const [encryption = {}] = children(destination, 'Encryption')
  if (encryption['SSE-KMS'] !== undefined && encryption['SSE-OSS'] !== undefined) {
    throw malformedXml('A list is encrypted in one way.')
  }
  const target = text(destination, 'Bucket') ?? ''
  const name = /^acs:oss:::(.+)$/.exec(target)?.[1]
  if (name === undefined || exchange.server.store.buckets.find(name) === null) {
    throw invalidArgument('The bucket is written acs:oss:::name.', 'Bucket', target)
  }
}

export function getBucketInventory(exchange: BucketExchange): Reply {
  const stored = inventories(exchange).get(readId(exchange))
  if (stored === undefined) throw noSuchInventory()
  return documentReply(stored)
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listbucketinventory */
export function listBucketInventory(exchange: BucketExchange): Reply {
  const token = exchange.request.query.get('continuation-token') ?? ''
  const all = [...inventories(exchange)]
  if (all.length === 0) throw noSuchInventory()
  const found = all.filter(([id]) => id > token)
  const page = found.slice(0, pageSize)
  const truncated = found.length > pageSize
  return documentReply(
    xmlDocumentOf('ListInventoryConfigurationsResult', [
      ...page.map(([, document]) => withoutDeclaration(document)),
      {
        IsTruncated: truncated,
        ContinuationToken: token === '' ? null : token,
        NextContinuationToken: truncated ? page.at(-1)?.[0] : null,
      },
    ]),
  )
}

export function deleteBucketInventory(exchange: BucketExchange): Reply {
  const id = readId(exchange)
  exchange.server.store.buckets.deleteConfiguration(exchange.bucket.name, prefix + id)
  return { status: 204 }
}

/** Id → document, by id. */
function inventories({ server, bucket }: BucketExchange): ReadonlyMap<string, string> {
  const all = [...server.store.buckets.configurations(bucket.name)]
  return new Map(
    all
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, document]) => [name.slice(prefix.length), document]),
  )
}

function readId({ request }: BucketExchange): string {
  const id = request.query.get('inventoryId') ?? ''
  if (/^[A-Za-z0-9._-]{1,64}$/.test(id)) return id
  throw invalidArgument('The inventory id is not valid.', 'inventoryId', id)
}

function noSuchInventory(): ServiceError {
  return new ServiceError(404, 'NoSuchInventory', 'The specified inventory does not exist.')
}

function withoutDeclaration(document: string): string {
  return document.replace(/^\s*<\?xml[^>]*\?>\s*/, '')
}
