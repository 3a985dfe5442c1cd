import type { BucketExchange } from '../../exchange.ts'
import type { Reply } from '../../reply.ts'
import { xmlDocument } from '../../xml.ts'
import { bucketTags } from './checks.ts'
import { configured } from './configured.ts'

/** `DELETE ?tagging` takes all tags away, `DELETE ?tagging=a,b` those two. */
export function deleteBucketTags({ server, bucket, request }: BucketExchange): Reply {
  const named = (request.query.get('tagging') ?? '').split(',').filter((name) => name !== '')
  const { buckets } = server.store
  const document = configured(server.store, bucket.name, 'tagging', 'Tagging')
  if (document === null) return { status: 204 }
  const left = named.length === 0 ? [] : bucketTags(document)
  const kept = left.filter((tag) => !named.includes(tag.key))
  if (kept.length === 0) buckets.deleteConfiguration(bucket.name, 'tagging')
  else {
    const tags = kept.map((tag) => ({ Key: tag.key, Value: tag.value }))
    buckets.setConfiguration(
      bucket.name,
      'tagging',
      xmlDocument('Tagging', { TagSet: { Tag: tags } }),
    )
  }
  return { status: 204 }
}
