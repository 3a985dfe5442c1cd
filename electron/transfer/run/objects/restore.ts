import { FailureError } from '../../../../shared/ipc/failure.ts'
import type { SpecOf } from '../../../../shared/transfer/kinds.ts'
import { restoreStateOf } from '../../../oss/operations/restoring.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import { termsOf } from '../../terms.ts'
import { connected, type Runner, type Try } from '../context.ts'
import { each } from './each.ts'
import { describe, isArchived, leftOut, ownPlace } from './facts.ts'

/** Asks for archived objects to become readable; that takes the service minutes to days. */
export const runRestore: Runner = each('restore', restore)

async function restore(at: Try): Promise<Outcome> {
  const place = ownPlace(at)
  const { days, tier } = termsOf(at.transfer, 'restore')
  const facts = await describe(at, place)
  if (!isArchived(facts.storageClass)) return leftOut('transfer.not-archived', place.key)
  // An earlier try of ours was taken, and only its answer lost.
  if (at.item.tried && restoreStateOf(facts.restore).kind === 'under-way') return { kind: 'done' }
  const asked = { days, tier: tierOf(facts.storageClass, tier) }
  try {
    await connected(at, () => place.remote.restore(place.bucket, place.key, asked, at.signal))
    return { kind: 'done' }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    if (error.failure.code !== 'RestoreAlreadyInProgress') throw error
    return { kind: 'skipped', failure: error.failure }
  }
}

type Tier = SpecOf<'restore'>['tier']

/** Archive takes a minute whatever is asked, and refuses to be asked; the coldest has no slow way. */
function tierOf(storageClass: string, tier: Tier): Tier | null {
  if (storageClass === 'Archive') return null
  return storageClass === 'DeepColdArchive' && tier === 'Bulk' ? 'Standard' : tier
}
