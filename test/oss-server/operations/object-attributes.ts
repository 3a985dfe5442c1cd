import { receiveDocument } from '../body.ts'
import { percentEncode } from '../encoding.ts'
import { invalidArgument, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { ownerXml } from './buckets.ts'
import { requireObject } from './get-object.ts'
import { checkTags, parseTagging, readObjectAcl } from './metadata.ts'

export function getObjectAcl(exchange: ObjectExchange): Reply {
  const object = requireObject(exchange)
  return xmlReply('AccessControlPolicy', {
    Owner: ownerXml(exchange.bucket.owner),
    AccessControlList: { Grant: object.acl },
  })
}

export function putObjectAcl(exchange: ObjectExchange): Reply {
  const acl = readObjectAcl(exchange)
  if (acl === null) throw invalidArgument('x-oss-object-acl is missing.', 'x-oss-object-acl', '')
  exchange.server.store.objects.put({ ...requireObject(exchange), acl })
  return { status: 200 }
}

export function getObjectTagging(exchange: ObjectExchange): Reply {
  const { tags } = requireObject(exchange)
  return xmlReply('Tagging', {
    TagSet: { Tag: tags.map((tag) => ({ Key: tag.key, Value: tag.value })) },
  })
}

export async function putObjectTagging(exchange: ObjectExchange): Promise<Reply> {
  requireObject(exchange)
  const tags = checkTags(parseTagging(await receiveDocument(exchange, 64 * 1024)))
  exchange.server.store.objects.put({ ...requireObject(exchange), tags })
  return { status: 200 }
}

export function deleteObjectTagging(exchange: ObjectExchange): Reply {
  exchange.server.store.objects.put({ ...requireObject(exchange), tags: [] })
  return { status: 204 }
}

export function getSymlink(exchange: ObjectExchange): Reply {
  const object = requireObject(exchange)
  if (object.symlinkTarget === null) {
    throw new ServiceError(400, 'NotSymlink', 'The object is not a symlink.', {
      ec: '0026-00000012',
      fields: { Key: object.key },
    })
  }
  return {
    status: 200,
    headers: {
      ...object.headers,
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modifiedMs).toUTCString(),
      'x-oss-symlink-target': percentEncode(object.symlinkTarget),
    },
  }
}
