import type { ObjectExchange } from '../exchange.ts'
import { header } from '../request.ts'
import type { StoredObject } from '../store/object-rows.ts'

const minBytes = 1024
const types = [
  'application/javascript',
  'application/json',
  'application/rss+xml',
  'application/x-javascript',
  'text/cache-manifest',
  'text/css',
  'text/json',
  'text/plain',
  'text/xml',
]

/** Whether the service compresses the answer: only for those who ask, and only texts. */
export function isCompressed({ request }: ObjectExchange, object: StoredObject): boolean {
  const accepted = (header(request, 'accept-encoding') ?? '').toLowerCase().split(',')
  const asks = accepted.some((each) => /^\s*gzip\s*(;\s*q=(1|0\.\d*[1-9]\d*)\s*)?$/.test(each))
  if (!asks || object.sizeBytes < minBytes) return false
  if (object.headers['content-encoding'] !== undefined) return false
  const [type = ''] = (object.headers['content-type'] ?? '').split(';')
  return types.includes(type.trim().toLowerCase())
}
