import { accessDenied, ServiceError } from './errors.ts'
import type { Access, Exchange } from './exchange.ts'
import { type Identity, ownerOf } from './identity.ts'
import { accountScope, isSwitchedOn, switches } from './operations/configuration/configured.ts'
import { enforceReferer } from './operations/configuration/referer.ts'
import { actionFor, actionOf } from './policy/actions.ts'
import { policyVerdict } from './policy/decide.ts'
import { header, type OssRequest } from './request.ts'
import type { Bucket } from './store/buckets.ts'

/**
 * Throws AccessDenied unless the one who signed, or everybody, may do it. `action` is the permission
 * that a bucket policy names; default that of the request.
 */
export function authorizeBucket(
  exchange: Exchange,
  bucket: Bucket,
  key: string | null,
  access: Access,
  action: string = actionOf(exchange),
): void {
  if (access === 'open') return
  enforceReferer(exchange, bucket.name)
  const { identity } = exchange.auth
  const verdict = policyVerdict(exchange, bucket, key, action)
  if (verdict?.effect === 'deny') throw deniedByPolicy(exchange, bucket, action)
  const blocked = blocksPublicAccess(exchange, bucket)
  if (verdict?.effect === 'allow' && !(verdict.isPublic && blocked)) {
    if (ownerOf(identity) !== bucket.owner) checkPayer(exchange, bucket)
    return
  }
  if (identity !== null) checkIdentity(identity, bucket.name, key ?? listedPrefix(exchange), access)
  if (ownerOf(identity) === bucket.owner) return
  checkPayer(exchange, bucket)
  const acl = effectiveAcl(exchange, bucket, key, access)
  if (blocked) throw notYours(identity)
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
export function authorizeSource(
  exchange: Exchange,
  bucket: Bucket,
  key: string,
  version: string | null,
): void {
  authorizeBucket(exchange, bucket, key, 'read', actionFor('GetObject', version !== null))
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
  const { objects } = exchange.server.store
  const version = exchange.request.query.get('versionId')
  const object =
    version === null
      ? objects.find(bucket.name, key)
      : objects.findVersion(bucket.name, key, version)
  return object === null || object.acl === 'default' ? bucket.acl : object.acl
}

/** Others than the owner must say that they pay, where requesters do. */
function checkPayer({ server, request }: Exchange, bucket: Bucket): void {
  if (!isSwitchedOn(server.store, bucket.name, switches.requesterPays)) return
  if (saysRequesterPays(request)) return
  throw accessDenied('Access denied for requester pay bucket', {
    ec: '0003-00000703',
    fields: { BucketName: bucket.name },
  })
}

export function saysRequesterPays(request: OssRequest): boolean {
  const name = 'x-oss-request-payer'
  return (header(request, name) ?? request.query.get(name)) === 'requester'
}

/** For the bucket itself or for all of its account. */
export function blocksPublicAccess({ server }: Exchange, bucket: Bucket): boolean {
  return [bucket.name, accountScope(bucket.owner)].some((scope) =>
    isSwitchedOn(server.store, scope, switches.publicAccessBlocked),
  )
}

/** https://www.alibabacloud.com/help/en/oss/support/0003-00000201 shows the document. */
function deniedByPolicy({ auth }: Exchange, bucket: Bucket, action: string): ServiceError {
  const { identity } = auth
  const owner = ownerOf(identity) ?? 'anonymous'
  const user = identity?.userId ?? owner
  const type = identity?.userId === undefined ? 'Account' : 'SubUser'
  return new ServiceError(403, 'AccessDenied', 'Access denied by bucket policy.', {
    fields: {
      AccessDeniedDetail: {
        AuthPrincipalOwnerId: owner,
        AuthPrincipalType: identity === null ? 'Anonymous' : type,
        AuthPrincipalDisplayName: user,
        NoPermissionType: 'ExplicitDeny',
        AuthAction: action,
      },
      Bucket: bucket.name,
      User: user,
    },
  })
}

function notYours(identity: Identity | null): Error {
  return accessDenied(
    identity === null
      ? 'You have no right to access this object because of bucket acl.'
      : 'The bucket you access does not belong to you.',
  )
}
