import { FailureError, localFailure } from '../../../../shared/ipc/failure.ts'
import type { ObjectFacts } from '../../../oss/operations/object-facts.ts'
import { prove } from '../../proof.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import { connected, type Runner, type Try } from '../context.ts'
import { copyItem, sourcePlace } from './copy.ts'
import { each } from './each.ts'
import { absent, find, type ObjectPlace } from './facts.ts'
import { isSameLink } from './link.ts'

/**
 * Copies, looks at the copy, writes down that it is right, and only then deletes the source. So at any
 * moment there is a source or a copy that was checked.
 */
export const runMove: Runner = each('move', async (at) => {
  const { checkpoints } = at.tools.store
  const place = await sourcePlace(at)
  const facts = await find(at, place)
  const earlier = checkpoints.copy(at.item.id)
  if (facts === null) {
    if (earlier?.verified) return { kind: 'done' }
    throw absent(place.key)
  }
  if (!earlier?.verified || earlier.etag !== facts.etag) {
    const outcome = await copyItem(at, place, facts, true)
    if (outcome.kind !== 'done') return outcome
  }
  const problem = await problemOf(at, place, facts)
  if (problem !== null) {
    checkpoints.drop(at.item.id)
    return problem
  }
  const { etag, sizeBytes } = facts
  checkpoints.beginCopy({ itemId: at.item.id, etag, sizeBytes })
  checkpoints.setVerified(at.item.id)
  return removeSource(at, place, facts)
})

/** What speaks against taking the copy for the source; null = nothing does. */
async function problemOf(at: Try, place: ObjectPlace, facts: ObjectFacts): Promise<Outcome | null> {
  const { bucket } = at.transfer
  const key = at.tools.store.items.get(at.item.id)?.key ?? at.item.key
  const target = { remote: at.remote, bucket, key }
  if (facts.type === 'Symlink') {
    return (await isSameLink(at, place, target)) ? null : unverified(key)
  }
  const copy = await find(at, target)
  if (copy === null) return { kind: 'retry', afterMs: null, failure: absent(key).failure }
  prove(at.proof, facts.crc64, copy)
  if (at.item.kind === 'folder' && facts.sizeBytes === 0) return null
  const same =
    facts.crc64 !== null && copy.crc64 !== null
      ? facts.crc64 === copy.crc64
      : facts.etag === copy.etag
  return same && copy.sizeBytes === facts.sizeBytes ? null : unverified(key)
}

function unverified(key: string): Outcome {
  const message = 'the copy could not be compared with its source, which was kept'
  return { kind: 'failed', failure: localFailure('transfer.unverified', message, { Key: key }) }
}

/**
 * Deletes exactly what was copied. The service knows no deletion on a condition, so the source is
 * looked at right before. Where versions are kept, a delete marker hides it, nothing is lost for good,
 * and a marker that turns out to hide something newer is taken away again.
 */
async function removeSource(at: Try, place: ObjectPlace, facts: ObjectFacts): Promise<Outcome> {
  const { remote, bucket, key } = place
  const now = await find(at, place)
  if (now === null) return { kind: 'done' }
  if (now.etag !== facts.etag || now.versionId !== facts.versionId) return sourceChanged(at, key)
  if (now.modifiedAt !== facts.modifiedAt) return sourceChanged(at, key)
  const marker = await connected(at, () =>
    remote.deleteOne(bucket, { key, versionId: null }, at.signal),
  )
  if (facts.versionId === null || marker === null || marker === 'null') return { kind: 'done' }
  if (await hidesOnly(at, place, marker, facts.versionId)) return { kind: 'done' }
  await connected(at, () => remote.deleteOne(bucket, { key, versionId: marker }, at.signal))
  return sourceChanged(at, key)
}

async function hidesOnly(
  at: Try,
  { remote, bucket, key }: ObjectPlace,
  marker: string,
  versionId: string,
): Promise<boolean> {
  try {
    const page = await connected(at, () => remote.versions(bucket, key, null, at.signal))
    const own = page.versions.filter((version) => version.key === key)
    const below = own[own.findIndex((version) => version.versionId === marker) + 1]
    return below === undefined || below.deleteMarker || below.versionId === versionId
  } catch (error) {
    // Who may not list versions cannot look; what is hidden is still there.
    if (error instanceof FailureError && error.failure.status === 403) return true
    throw error
  }
}

function sourceChanged(at: Try, key: string): Outcome {
  at.tools.store.checkpoints.drop(at.item.id)
  const message = 'the source changed after it was copied, and was kept'
  const failure = localFailure('transfer.source-changed', message, { Key: key })
  return { kind: 'needs-user', reason: 'source-changed', failure }
}
