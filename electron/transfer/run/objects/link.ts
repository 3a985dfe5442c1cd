import { FailureError } from '../../../../shared/ipc/failure.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import { storeObject } from '../conflict.ts'
import { connected, type Try } from '../context.ts'
import { leftOut, type ObjectPlace } from './facts.ts'

/** Copies a symlink itself. Elsewhere it would lead nowhere: its target is a key of its bucket. */
export async function copyLink(at: Try, place: ObjectPlace): Promise<Outcome> {
  const { bucket } = at.transfer
  if (place.bucket !== bucket) return leftOut('transfer.link', place.key)
  const own = { remote: at.remote, bucket, key: at.item.key }
  // The answer to an earlier try of ours was lost.
  if (at.item.tried && (await isSameLink(at, place, own))) return { kind: 'done' }
  const target = await targetOf(at, place)
  const send = async (key: string, forbidOverwrite: boolean): Promise<void> => {
    const link = { bucket, key, target, forbidOverwrite }
    await connected(at, () => at.remote.putLink(link, at.signal))
  }
  return storeObject(at, { sizeBytes: 0, crc64: () => null }, send, () => undefined)
}

/** Whether both are symlinks that lead to the same key. */
export async function isSameLink(at: Try, a: ObjectPlace, b: ObjectPlace): Promise<boolean> {
  try {
    return (await targetOf(at, a)) === (await targetOf(at, b))
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : ''
    if (code === 'NotSymlink' || code === 'NoSuchKey') return false
    throw error
  }
}

function targetOf(at: Try, { remote, bucket, key }: ObjectPlace): Promise<string> {
  return connected(at, () => remote.linkTarget(bucket, key, at.signal))
}
