import { toFailure } from '../../../shared/ipc/failure.ts'
import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'
import { smallFileBytes } from '../data-plane/protocol.ts'
import { prove } from '../proof.ts'
import type { Stated } from '../remote/remote.ts'
import { classify } from '../schedule/classify.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { conflictOutcome, hasVersions, isTaken, policyOf } from './conflict.ts'
import type { Settle, Try } from './context.ts'

/** Sends one file the way that knows every special case; `again`: what lies there is our damaged one. */
type LongWay = (at: Try, again: boolean) => Promise<void>

const policies: readonly ConflictPolicy[] = ['ask', 'skip', 'replace', 'keep-both']

/** Whether a file may go the short way: small, as it was found, and nothing was tried for it. */
export function isSmallUpload(at: Try): boolean {
  const { identity, kind, path, sizeBytes, tried } = at.item
  const isKnown = kind === 'file' && path !== null && identity !== null && !tried
  return isKnown && sizeBytes > 0 && sizeBytes <= smallFileBytes && policies.includes(policyOf(at))
}

/**
 * The short way for many small files at once: one request each, signed and handed over together. The
 * data plane refuses a file that is not what it was when it was found; that one, and what meets a
 * conflict that has to be looked into, goes the long way.
 */
export async function uploadSmall(
  tries: readonly Try[],
  settle: Settle,
  longWay: LongWay,
): Promise<void> {
  const long: Promise<void>[] = []
  const guarded = tries.find((at) => policyOf(at) !== 'replace')
  // Versions make the service ignore `forbidOverwrite`, so there the keys are looked up first.
  const lookFirst = guarded ? await hasVersions(guarded) : false
  const short = lookFirst ? tries.filter((at) => policyOf(at) === 'replace') : tries
  if (lookFirst) {
    for (const at of tries) if (policyOf(at) !== 'replace') long.push(longWay(at, false))
  }
  const [first] = short
  if (first) {
    await sendAll(first, short, (at, result) => {
      if (result.status === 'fulfilled') prove(at.proof, null, result.value)
      const outcome = outcomeOf(at, result)
      if (outcome !== null) settle(at, outcome)
      else long.push(longWay(at, isMismatch(result)))
    })
  }
  await Promise.all(long)
}

function sendAll(
  { halting, remote, signal, tools, transfer }: Try,
  tries: readonly Try[],
  onSettled: (at: Try, result: PromiseSettledResult<Stated>) => void,
): Promise<void> {
  const tasks = tries.map(({ item }) => {
    const { path, identity, sizeBytes } = item
    return {
      kind: 'send' as const,
      path: path ?? '',
      offset: 0,
      sizeBytes,
      identity: identity ?? '',
    }
  })
  const targets = tries.map((at) => ({
    bucket: transfer.bucket,
    key: at.item.key,
    sizeBytes: at.item.sizeBytes,
    forbidOverwrite: policyOf(at) !== 'replace',
  }))
  const transport = tools.plane.moveAll(tasks, halting, (index, crc64) => {
    const at = tries[index]
    if (at) at.proof.crc64 = crc64
  })
  return remote.putAll(targets, transport, signal, (index, result) => {
    const at = tries[index]
    if (at) onSettled(at, result)
  })
}

/** null: the long way knows. */
function outcomeOf(at: Try, result: PromiseSettledResult<unknown>): Outcome | null {
  if (result.status === 'fulfilled') return { kind: 'done' }
  const { reason } = result
  if (isTaken(reason)) {
    const policy = policyOf(at)
    if (policy === 'skip') return { kind: 'skipped' }
    return policy === 'ask' ? conflictOutcome(at.item.key) : null
  }
  return isMismatch(result) || codeOf(reason) === 'local.changed'
    ? null
    : classify(reason, 'upload')
}

function isMismatch(result: PromiseSettledResult<unknown>): boolean {
  return result.status === 'rejected' && codeOf(result.reason) === 'client.crc-mismatch'
}

function codeOf(error: unknown): string {
  return toFailure(error).code
}
