import { localFailure } from '../../../shared/ipc/failure.ts'
import { fitsXml } from '../../oss/operations/deleting.ts'
import { type Deletion, deletedName } from '../remote/remote.ts'
import { classify } from '../schedule/classify.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { connected, type Runner, type Settle, type Try } from './context.ts'

/** Deletes up to 1000 objects, or versions of them, of one transfer. */
export const runDelete: Runner = async (tries, settle) => {
  const together = tries.filter((at) => fitsXml(at.item.key))
  const alone = tries.filter((at) => !fitsXml(at.item.key))
  const [first] = together
  if (first) await deleteTogether(first, together, settle)
  for (const at of alone) settle(at, await deleteAlone(at))
}

async function deleteTogether(first: Try, tries: readonly Try[], settle: Settle): Promise<void> {
  try {
    const { bucket } = first.transfer
    const gone = await connected(first, () =>
      first.remote.deleteMany(bucket, tries.map(deletionOf), first.signal),
    )
    for (const at of tries) {
      const name = deletedName(deletionOf(at))
      settle(at, gone.has(name) ? { kind: 'done' } : unconfirmed(at.item.key))
    }
  } catch (error) {
    for (const at of tries) settle(at, classify(error, 'delete'))
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
