import { localFailure } from '../../../shared/ipc/failure.ts'
import { fitsXml } from '../../oss/operations/deleting.ts'
import { classify } from '../classify.ts'
import type { Outcome } from '../outcome.ts'
import { type Deletion, deletedName } from '../remote.ts'
import { connected, type Runner, type Try } from './context.ts'

/** Deletes up to 1000 objects, or versions of them, of one transfer. */
export const runDelete: Runner = async (tries) => {
  const together = tries.filter((at) => fitsXml(at.item.key))
  const alone = tries.filter((at) => !fitsXml(at.item.key))
  const outcomes = new Map<number, Outcome>()
  const [first] = together
  if (first) await deleteTogether(first, together, outcomes)
  for (const at of alone) outcomes.set(at.item.id, await deleteAlone(at))
  return outcomes
}

async function deleteTogether(
  first: Try,
  tries: readonly Try[],
  outcomes: Map<number, Outcome>,
): Promise<void> {
  try {
    const { bucket } = first.transfer
    const gone = await connected(first, () =>
      first.remote.deleteMany(bucket, tries.map(deletionOf), first.signal),
    )
    for (const at of tries) {
      const name = deletedName(deletionOf(at))
      outcomes.set(at.item.id, gone.has(name) ? { kind: 'done' } : unconfirmed(at.item.key))
    }
  } catch (error) {
    for (const at of tries) outcomes.set(at.item.id, classify(error, 'delete'))
  }
}

async function deleteAlone(at: Try): Promise<Outcome> {
  try {
    await connected(at, () => at.remote.deleteOne(at.transfer.bucket, deletionOf(at), at.signal))
    return { kind: 'done' }
  } catch (error) {
    return classify(error, 'delete')
  }
}

function deletionOf({ item }: Try): Deletion {
  return { key: item.key, versionId: item.versionId }
}

/** The service names what it deleted and says nothing of the rest. */
function unconfirmed(key: string): Outcome {
  const failure = localFailure(
    'client.bad-response',
    'the service did not confirm the deletion',
    { Key: key },
    true,
  )
  return { kind: 'retry', afterMs: null, failure: failure }
}
