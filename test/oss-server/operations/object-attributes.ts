import { receiveDocument } from '../body.ts'
import { invalidArgument } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { ownerXml } from './buckets.ts'
import { requireObject, versionHeaders } from './find-object.ts'
import { checkTags, parseTagging, readObjectAcl } from './metadata.ts'

export function getObjectAcl(exchange: ObjectExchange): Reply {
  const object = requireObject(exchange)
  const policy = {
    Owner: ownerXml(exchange.bucket.owner),
    AccessControlList: { Grant: object.acl },
  }
  return xmlReply('AccessControlPolicy', policy, versionHeaders(exchange, object.version))
}

export function putObjectAcl(exchange: ObjectExchange): Reply {
  const acl = readObjectAcl(exchange)
  if (acl === null) throw invalidArgument('x-oss-object-acl is missing.', 'x-oss-object-acl', '')
  return change(exchange, { acl }, 200)
}

export function getObjectTagging(exchange: ObjectExchange): Reply {
  const { tags, version } = requireObject(exchange)
  const tagging = { TagSet: { Tag: tags.map((tag) => ({ Key: tag.key, Value: tag.value })) } }
  return xmlReply('Tagging', tagging, versionHeaders(exchange, version))
}

export async function putObjectTagging(exchange: ObjectExchange): Promise<Reply> {
  requireObject(exchange)
  const tags = checkTags(parseTagging(await receiveDocument(exchange, 64 * 1024)))
  return change(exchange, { tags }, 200)
}

export function deleteObjectTagging(exchange: ObjectExchange): Reply {
  return change(exchange, { tags: [] }, 204)
}

/** Neither a new version nor a new time of change. */
function change(
  exchange: ObjectExchange,
  attributes: Partial<Pick<StoredObject, 'acl' | 'tags'>>,
  status: number,
): Reply {
  const object = requireObject(exchange)
  exchange.server.store.objects.replace({ ...object, ...attributes })
  return { status, headers: versionHeaders(exchange, object.version) }
}
