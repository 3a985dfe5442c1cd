import { receiveDocument } from '../body.ts'
import { malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange, BucketOperation } from '../exchange.ts'
import { documentReply, type Reply } from '../reply.ts'
import { parseXml, type XmlNode, xmlDocument } from '../xml.ts'
import { checkCors } from './cors.ts'
import { checkLifecycle } from './lifecycle.ts'

/** A sub-resource that is stored as it comes and returned as it was stored. */
interface Configuration {
  /** In the query. */
  readonly name: string
  readonly operation: string
  readonly root: string
  /** Code of the 404 while it is not set; null = an empty document. */
  readonly absentCode: string | null
  /** The document while it is not set, when there is no 404; default the empty root. */
  readonly absentDocument?: string
  readonly deletable: boolean
  readonly check?: (document: XmlNode, exchange: BucketExchange, body: string) => void
}

const table: readonly Configuration[] = [
  {
    name: 'cors',
    operation: 'BucketCors',
    root: 'CORSConfiguration',
    absentCode: 'NoSuchCORSConfiguration',
    deletable: true,
    check: checkCors,
  },
  {
    name: 'lifecycle',
    operation: 'BucketLifecycle',
    root: 'LifecycleConfiguration',
    absentCode: 'NoSuchLifecycle',
    deletable: true,
    check: checkLifecycle,
  },
  {
    name: 'versioning',
    operation: 'BucketVersioning',
    root: 'VersioningConfiguration',
    absentCode: null,
    deletable: false,
    check: checkVersioning,
  },
  {
    name: 'publicAccessBlock',
    operation: 'BucketPublicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('PublicAccessBlockConfiguration', { BlockPublicAccess: false }),
    deletable: true,
  },
]

/** GET, PUT and DELETE of every sub-resource in the table. */
export const configurationOperations: readonly BucketOperation[] = table.flatMap((each) => {
  const shared = { target: 'bucket', query: [each.name], access: 'owner' } as const
  const operations: BucketOperation[] = [
    { ...shared, name: `Get${each.operation}`, method: 'GET', handle: (e) => read(each, e) },
    { ...shared, name: `Put${each.operation}`, method: 'PUT', handle: (e) => write(each, e) },
  ]
  if (each.deletable) {
    const handle = (exchange: BucketExchange): Reply => remove(each, exchange)
    operations.push({ ...shared, name: `Delete${each.operation}`, method: 'DELETE', handle })
  }
  return operations
})

function read(configuration: Configuration, { server, bucket }: BucketExchange): Reply {
  const stored = server.store.buckets.configuration(bucket.name, configuration.name)
  if (stored !== null) return documentReply(stored)
  if (configuration.absentCode !== null) {
    throw new ServiceError(404, configuration.absentCode, 'The configuration does not exist.', {
      ec: '0015-00000401',
      fields: { BucketName: bucket.name },
    })
  }
  return documentReply(configuration.absentDocument ?? xmlDocument(configuration.root, {}))
}

async function write(configuration: Configuration, exchange: BucketExchange): Promise<Reply> {
  const body = await receiveDocument(exchange, 2 * 1024 * 1024)
  if (body === '') throw malformedXml('The body is empty.')
  configuration.check?.(parseXml(body, configuration.root), exchange, body)
  exchange.server.store.buckets.setConfiguration(exchange.bucket.name, configuration.name, body)
  return { status: 200 }
}

function remove(configuration: Configuration, { server, bucket }: BucketExchange): Reply {
  server.store.buckets.deleteConfiguration(bucket.name, configuration.name)
  return { status: 204 }
}

/** The stored document of a sub-resource, or null. */
export function configured({ server, bucket }: BucketExchange, name: string): XmlNode | null {
  const stored = server.store.buckets.configuration(bucket.name, name)
  const root = table.find((each) => each.name === name)?.root
  return stored === null || root === undefined ? null : parseXml(stored, root)
}

function checkVersioning(document: XmlNode): void {
  const status = document.Status?.[0]
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml('Unknown status.')
}
