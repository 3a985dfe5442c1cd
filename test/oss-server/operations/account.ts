import { authorizeService } from '../access.ts'
import { receiveDocument } from '../body.ts'
import type { Exchange } from '../exchange.ts'
import { defaultOwnerId, ownerOf } from '../identity.ts'
import { documentReply, type Reply } from '../reply.ts'
import { parseXml, xmlDocument } from '../xml.ts'
import { checkPublicAccessBlock } from './configuration/checks.ts'
import { accountScope, switches } from './configuration/configured.ts'
import { withPlainFlags } from './configuration/kept.ts'

const { name, root } = switches.publicAccessBlocked

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putpublicaccessblock */
export async function putPublicAccessBlock(exchange: Exchange): Promise<Reply> {
  const scope = scopeOf(exchange, 'write')
  const body = await receiveDocument(exchange, 64 * 1024)
  checkPublicAccessBlock(parseXml(body, root))
  exchange.server.store.buckets.setConfiguration(scope, name, withPlainFlags(body))
  return { status: 200 }
}

export function getPublicAccessBlock(exchange: Exchange): Reply {
  const stored = exchange.server.store.buckets.configuration(scopeOf(exchange, 'list'), name)
  return documentReply(stored ?? xmlDocument(root, { BlockPublicAccess: false }))
}

export function deletePublicAccessBlock(exchange: Exchange): Reply {
  exchange.server.store.buckets.deleteConfiguration(scopeOf(exchange, 'write'), name)
  return { status: 204 }
}

function scopeOf(exchange: Exchange, access: 'list' | 'write'): string {
  return accountScope(ownerOf(authorizeService(exchange, access)) ?? defaultOwnerId)
}
