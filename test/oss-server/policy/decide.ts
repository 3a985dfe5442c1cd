import type { Exchange } from '../exchange.ts'
import { ownerOf } from '../identity.ts'
import { readTaggingHeader } from '../operations/metadata.ts'
import { header } from '../request.ts'
import type { Bucket } from '../store/buckets.ts'
import type { Tag } from '../store/object-rows.ts'
import { type Facts, holds } from './conditions.ts'
import { readPolicy, type Statement } from './statements.ts'
import { matchesPattern } from './wildcards.ts'

export interface Verdict {
  readonly effect: 'allow' | 'deny'
  /** It is said to everybody, whoever they are. */
  readonly isPublic: boolean
}

/** What the bucket policy says of the request; null = nothing. A Deny wins over every Allow. */
export function policyVerdict(
  exchange: Exchange,
  bucket: Bucket,
  key: string | null,
  action: string,
): Verdict | null {
  const { buckets } = exchange.server.store
  const statements = buckets.derived(bucket.name, 'policy', 'statements', readPolicy)
  if (statements === null) return null
  const resource = resourceOf(bucket, key)
  const facts = factsOf(exchange, bucket, key)
  const applying = statements.filter(
    (statement) =>
      statement.actions.some((pattern) => matchesAction(pattern, action)) &&
      statement.resources.some((pattern) => matchesPattern(pattern, resource)) &&
      isMeant(statement, exchange, bucket) &&
      statement.conditions.every((condition) => holds(condition, facts)),
  )
  if (applying.some(({ effect }) => effect === 'Deny')) return { effect: 'deny', isPublic: false }
  if (applying.length === 0) return null
  return { effect: 'allow', isPublic: applying.every(isPublic) }
}

/** Allows everybody, with nothing that narrows it. */
export function isPublic({ effect, principals, conditions }: Statement): boolean {
  return effect === 'Allow' && isEverybody(principals) && conditions.length === 0
}

function isEverybody(principals: readonly string[]): boolean {
  return principals.length === 0 || principals.includes('*')
}

/** "Everybody" without a condition leaves the bucket's owner out. */
function isMeant(statement: Statement, { auth }: Exchange, bucket: Bucket): boolean {
  const { principals, conditions } = statement
  const { identity } = auth
  const own = identity === null ? null : (identity.userId ?? ownerOf(identity))
  if (own !== null && principals.includes(own)) return true
  if (!isEverybody(principals)) return false
  return conditions.length > 0 || own !== bucket.owner
}

function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase())
}

function resourceOf(bucket: Bucket, key: string | null): string {
  const path = key === null ? bucket.name : `${bucket.name}/${key}`
  return `acs:oss:oss-${bucket.region}:${bucket.owner}:${path}`
}

function factsOf(exchange: Exchange, bucket: Bucket, key: string | null): Facts {
  const { request, auth, server } = exchange
  const { socket } = request.incoming
  return (name) => {
    switch (name) {
      case 'acs:sourceip':
        return (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
      case 'acs:securetransport':
        return String('encrypted' in socket)
      case 'acs:useragent':
        return header(request, 'user-agent')
      case 'acs:currenttime':
        return new Date(server.now()).toISOString()
      case 'acs:accessid':
        return auth.identity?.accessKeyId ?? null
      case 'oss:prefix':
        return request.query.get('prefix')
      case 'oss:delimiter':
        return request.query.get('delimiter')
      default:
        return tagFact(exchange, bucket, key, name)
    }
  }
}

/** `oss:ExistingObjectTag/<key>` and `oss:RequestObjectTag/<key>`. */
function tagFact(
  exchange: Exchange,
  bucket: Bucket,
  key: string | null,
  name: string,
): string | null {
  const [kind, ...rest] = name.split('/')
  const find = (tags: readonly Tag[]): string | null =>
    tags.find((tag) => tag.key.toLowerCase() === rest.join('/'))?.value ?? null
  if (kind === 'oss:requestobjecttag') return find(readTaggingHeader(exchange))
  if (kind !== 'oss:existingobjecttag' || key === null) return null
  return find(exchange.server.store.objects.find(bucket.name, key)?.tags ?? [])
}
