import { FailureError } from '../../../../shared/ipc/failure.ts'
import type { ObjectFacts } from '../../../oss/operations/object-facts.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import { sourceOf } from '../../terms.ts'
import type { Runner, Try } from '../context.ts'
import { forgetUpload } from '../source.ts'
import { headersOf } from './carry.ts'
import { copyTo } from './copy-job.ts'
import { each } from './each.ts'
import { describe, type ObjectPlace, readAttributes } from './facts.ts'
import { foreignRemote } from './foreign.ts'
import { copyLink } from './link.ts'

/** Copies objects, or passes their bytes through where the service may not copy by itself. */
export const runCopy: Runner = each('copy', async (at) => {
  const place = await sourcePlace(at)
  const facts = await describe(at, place)
  return copyItem(at, place, facts, false)
})

/** Where the object of a copy or move is read. */
export async function sourcePlace(at: Try): Promise<ObjectPlace> {
  const { accountId, bucket } = sourceOf(at.transfer)
  const own = accountId === at.transfer.accountId
  const remote = own ? at.remote : await foreignRemote(at.tools.remoteOf, accountId)
  return { remote, bucket, key: at.item.source }
}

/** `withAcl`: the copy stands in for the object, so that who may open it stays as it is. */
export async function copyItem(
  at: Try,
  place: ObjectPlace,
  facts: ObjectFacts,
  withAcl: boolean,
): Promise<Outcome> {
  if (facts.type === 'Symlink') return copyLink(at, place)
  takeOver(at, facts)
  const attributes = await readAttributes(at, place, facts, withAcl)
  const job = { place, facts, headers: headersOf(attributes) }
  const { relayed } = at.tools
  if (!relayed.has(at.transfer.id)) {
    try {
      return await copyTo(at, job, 'service')
    } catch (error) {
      if (!isRefused(at, place, error)) throw error
    }
    // Nothing was copied yet: what passes through this computer goes in smaller parts.
    if (at.tools.store.checkpoints.parts(at.item.id).length === 0) forgetUpload(at)
  }
  const outcome = await copyTo(at, job, 'relay')
  relayed.add(at.transfer.id)
  return outcome
}

/** The source may have changed since it was listed: what counts is what is copied. */
function takeOver(at: Try, { sizeBytes, etag, modifiedAt }: ObjectFacts): void {
  const { item, tools } = at
  if (item.etag === etag && item.sizeBytes === sizeBytes) return
  const large = sizeBytes > tools.limits.copyBytes
  tools.store.items.setRemote(item.id, { sizeBytes, etag, modifiedAt, large })
}

/**
 * Whether the service may not copy between these two places by itself: they are in different
 * regions, or the account that writes may not read. What it takes for another service's bucket of
 * the same name is not the source, and so does not match its ETag.
 */
function isRefused(at: Try, place: ObjectPlace, error: unknown): boolean {
  if (!(error instanceof FailureError)) return false
  const { code } = error.failure
  if (place.remote !== at.remote && foreignCodes.has(code)) return true
  return place.bucket !== at.transfer.bucket && code === 'AccessDenied'
}

const foreignCodes: ReadonlySet<string> = new Set([
  'AccessDenied',
  'NoSuchBucket',
  'NoSuchKey',
  'PreconditionFailed',
])
