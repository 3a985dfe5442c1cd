import { FailureError, localFailure } from '../../../../shared/ipc/failure.ts'
import type { ObjectFacts } from '../../../oss/operations/object-facts.ts'
import type { RemoteStorage } from '../../remote/remote.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import { connected, type Try } from '../context.ts'
import { type Attributes, attributesOf } from './carry.ts'

/** An object where it is read. */
export interface ObjectPlace {
  readonly remote: RemoteStorage
  readonly bucket: string
  readonly key: string
}

/** The object that a change is about. */
export function ownPlace(at: Try): ObjectPlace {
  return { remote: at.remote, bucket: at.transfer.bucket, key: at.item.key }
}

/** Throws `NoSuchKey`. */
export async function describe(at: Try, place: ObjectPlace): Promise<ObjectFacts> {
  const facts = await find(at, place)
  if (facts === null) throw absent(place.key)
  return facts
}

/** null = there is none. */
export function find(at: Try, { remote, bucket, key }: ObjectPlace): Promise<ObjectFacts | null> {
  return connected(at, () => remote.describe(bucket, key, at.signal))
}

/** With what HeadObject does not tell. `withAcl` false: as the bucket's, without asking. */
export async function readAttributes(
  at: Try,
  { remote, bucket, key }: ObjectPlace,
  facts: ObjectFacts,
  withAcl: boolean,
): Promise<Attributes> {
  const tags =
    facts.tagCount === 0 ? {} : await connected(at, () => remote.tags(bucket, key, at.signal))
  const acl = withAcl
    ? await connected(at, () => remote.acl(bucket, key, at.signal))
    : ('default' as const)
  return attributesOf(facts, tags, acl)
}

export function isArchived(storageClass: string): boolean {
  return storageClass !== 'Standard' && storageClass !== 'IA'
}

export function absent(key: string): FailureError {
  const failure = localFailure('internal', 'the object does not exist', { Key: key })
  return new FailureError({ ...failure, code: 'NoSuchKey', status: 404 })
}

/** Nothing had to be done, and why; `key` is the object's. */
export function leftOut(
  code: 'transfer.not-archived' | 'transfer.already-so' | 'transfer.link',
  key: string,
): Outcome {
  return { kind: 'skipped', failure: localFailure(code, `left out: ${key}`, { Key: key }) }
}
