import { accessDenied } from './errors.ts'
import type { Access, Exchange } from './exchange.ts'
import { type Identity, ownerOf } from './identity.ts'
import type { Bucket } from './store/buckets.ts'
import { parseXml, text } from './xml.ts'

/** Throws AccessDenied unless the one who signed, or everybody, may do it. */
export function authorizeBucket(
  exchange: Exchange,
  bucket: Bucket,
  key: string | null,
  access: Access,
): void {
  if (access === 'open') return
  const { identity } = exchange.auth
  if (identity !== null) checkIdentity(identity, bucket.name, key ?? listedPrefix(exchange), access)
  if (ownerOf(identity) === bucket.owner) return
  const acl = effectiveAcl(exchange, bucket, key, access)
  if (blocksPublicAccess(exchange, bucket.name)) throw notYours(identity)
  if (access === 'owner') throw notYours(identity)
  if (access === 'write' ? acl === 'public-read-write' : acl.startsWith('public-read')) return
  throw notYours(identity)
}

/** For operations on the account: listing and creating buckets. */
export function authorizeService(exchange: Exchange, access: 'list' | 'write'): Identity {
  const { identity } = exchange.auth
  if (identity === null) throw accessDenied('Anonymous access is forbidden for this operation.')
  const refused =
    access === 'list'
      ? identity.mayListBuckets === false || identity.scopes !== undefined
      : identity.readOnly === true || identity.scopes !== undefined
  if (!refused) return identity
  throw accessDenied('You have no right to access this object because of bucket acl.', {
    fields: { AuthAction: access === 'list' ? 'oss:ListBuckets' : 'oss:PutBucket' },
  })
}

/** The same checks as for a request of its own: a copy must be allowed to read its source. */
export function authorizeSource(exchange: Exchange, bucket: Bucket, key: string): void {
  authorizeBucket(exchange, bucket, key, 'read')
}

function listedPrefix(exchange: Exchange): string {
  return exchange.request.query.get('prefix') ?? ''
}

function checkIdentity(identity: Identity, bucket: string, key: string, access: Access): void {
  const changes = access === 'write' || (access === 'owner' && identity.readOnly === true)
  if (changes && identity.readOnly === true) throw notYours(identity)
  if (identity.scopes === undefined) return
  const allowed = identity.scopes.some(
    (scope) =>
      scope.bucket === bucket &&
      key.startsWith(scope.prefix ?? '') &&
      !(access === 'write' && scope.readOnly === true) &&
      !(access === 'owner' && scope.prefix !== undefined),
  )
  if (!allowed) throw notYours(identity)
}

function effectiveAcl(
  exchange: Exchange,
  bucket: Bucket,
  key: string | null,
  access: Access,
): string {
  if (key === null || access === 'list') return bucket.acl
  const object = exchange.server.store.objects.find(bucket.name, key)
  return object === null || object.acl === 'default' ? bucket.acl : object.acl
}

export function blocksPublicAccess(exchange: Exchange, bucket: string): boolean {
  const document = exchange.server.store.buckets.configuration(bucket, 'publicAccessBlock')
  if (document === null) return false
  return text(parseXml(document, 'PublicAccessBlockConfiguration'), 'BlockPublicAccess') === 'true'
}

function notYours(identity: Identity | null): Error {
  return accessDenied(
    identity === null
      ? 'You have no right to access this object because of bucket acl.'
      : 'The bucket you access does not belong to you.',
  )
}
