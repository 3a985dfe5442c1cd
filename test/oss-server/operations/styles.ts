import { receiveDocument } from '../body.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { nodeFields, parseXml, text, type XmlNode, xmlElement } from '../xml.ts'

const prefix = 'style/'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putstyle */
export async function putStyle(exchange: BucketExchange): Promise<Reply> {
  const { server, bucket } = exchange
  const name = readName(exchange)
  const document = parseXml(await receiveDocument(exchange, 64 * 1024), 'Style')
  const content = text(document, 'Content') ?? ''
  if (content === '') throw invalidArgument('Style content is invalid.', 'Content', content)
  const known = findStyle(exchange, name)
  const now = new Date(server.now()).toUTCString()
  const created = (known && text(known, 'CreateTime')) ?? now
  const category = exchange.request.query.get('category')
  const stored = {
    Name: name,
    Content: content,
    Category: category ?? (known && text(known, 'Category')),
    CreateTime: created,
    LastModifyTime: now,
  }
  server.store.buckets.setConfiguration(bucket.name, prefix + name, xmlElement('Style', stored))
  return { status: 200 }
}

export function getStyle(exchange: BucketExchange): Reply {
  const name = readName(exchange)
  const style = findStyle(exchange, name)
  if (style !== null) return xmlReply('Style', nodeFields(style))
  throw new ServiceError(404, 'NoSuchStyle', 'The specified style does not exist.', {
    fields: { Style: name },
  })
}

export function listStyle({ server, bucket }: BucketExchange): Reply {
  const styles = [...server.store.buckets.configurations(bucket.name)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([, document]) => parseXml(document, 'Style'))
    .sort((a, b) => createdMs(a) - createdMs(b))
  return xmlReply('StyleList', { Style: styles.map(nodeFields) })
}

function createdMs(style: XmlNode): number {
  return Date.parse(text(style, 'CreateTime') ?? '')
}

export function deleteStyle(exchange: BucketExchange): Reply {
  const { server, bucket } = exchange
  server.store.buckets.deleteConfiguration(bucket.name, prefix + readName(exchange))
  return { status: 204 }
}

export function findStyle({ server, bucket }: BucketExchange, name: string): XmlNode | null {
  const stored = server.store.buckets.configuration(bucket.name, prefix + name)
  return stored === null ? null : parseXml(stored, 'Style')
}

function readName({ request }: BucketExchange): string {
  const name = request.query.get('styleName') ?? ''
  if (/^[A-Za-z0-9._-]{1,63}$/.test(name)) return name
  throw invalidArgument('The name of the style is not valid.', 'styleName', name)
}
