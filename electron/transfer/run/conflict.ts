import { FailureError } from '../../../shared/ipc/failure.ts'
import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'
import { numberedKey } from '../../../shared/transfer/names.ts'
import { targetTaken } from '../local-failure.ts'
import { prove } from '../proof.ts'
import type { RemoteFacts } from '../remote/remote.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { connected, type Try } from './context.ts'
import { type Content, isConditional, ruleOn } from './rivals.ts'

/** A person's answer for the file wins over the transfer's policy. */
export function policyOf(at: Try): ConflictPolicy {
  return at.item.decision ?? at.transfer.conflict
}

export function isTaken(error: unknown): boolean {
  return error instanceof FailureError && error.failure.code === 'FileAlreadyExists'
}

export function conflictOutcome(name: string): Outcome {
  return { kind: 'needs-user', reason: 'conflict', failure: targetTaken(name).failure }
}

/** What arrives at the service, to tell our own object from somebody else's. */
export interface Sent {
  readonly sizeBytes: number
  /** Decimal; null while it is not known. */
  readonly crc64: () => string | null
  /** For policies that compare; absent = it cannot be compared. */
  readonly content?: Content
}

/** Whether the object under `key` is the one that an earlier try of ours has stored. */
export async function isOurs(at: Try, key: string, sent: Sent): Promise<boolean> {
  const facts = await connected(at, () => at.remote.head(at.transfer.bucket, key, at.signal))
  const crc64 = sent.crc64()
  if (facts === null || crc64 === null || facts.crc64 !== crc64) return false
  if (facts.sizeBytes !== sent.sizeBytes) return false
  prove(at.proof, crc64, facts)
  return true
}

/**
 * Stores an object as the conflict policy says. `send` must hand `forbidOverwrite` on, so that the
 * service itself refuses when somebody else was faster. Buckets with versions ignore that, so there
 * the key is looked up first; so it is where the policy depends on what is there. `forget` gives up
 * what was sent and will not become an object.
 */
export async function storeObject(
  at: Try,
  sent: Sent,
  send: (key: string, forbidOverwrite: boolean) => Promise<void>,
  forget: () => void,
): Promise<Outcome> {
  const policy = policyOf(at)
  let key = at.item.key
  if (policy === 'replace') {
    await send(key, false)
    return { kind: 'done' }
  }
  const lookFirst = isConditional(policy) || (await hasVersions(at))
  for (;;) {
    try {
      if (lookFirst && (await exists(at, key))) throw targetTaken(key)
      await send(key, true)
      return { kind: 'done' }
    } catch (error) {
      if (!isTaken(error)) throw error
      if (at.item.tried && (await isOurs(at, key, sent))) {
        // Somebody may have stored the same: then parts of ours are left.
        forget()
        return { kind: 'done' }
      }
      const ruling = isConditional(policy) ? await ruleOnKey(at, key, policy, sent) : policy
      if (ruling === 'skip') return { kind: 'skipped' }
      if (ruling === 'ask') return conflictOutcome(key)
      if (ruling === 'replace') {
        await send(key, false)
        return { kind: 'done' }
      }
      forget()
      key = await freeKey(at, at.item.key)
      at.tools.store.items.setKey(at.item.id, key)
    }
  }
}

async function ruleOnKey(
  at: Try,
  key: string,
  policy: Parameters<typeof ruleOn>[0],
  { content }: Sent,
): Promise<'replace' | 'skip' | 'ask'> {
  const facts = await connected(at, () => at.remote.head(at.transfer.bucket, key, at.signal))
  if (content === undefined || facts === null) return 'ask'
  return ruleOn(policy, content, contentOf(facts))
}

/** An object, to be compared with something else. */
export function contentOf({ sizeBytes, modifiedAt, crc64 }: RemoteFacts): Content {
  return { sizeBytes, modifiedAtMs: Date.parse(modifiedAt), checksum: async () => crc64 }
}

/** Makes a folder marker; a folder that is there already, whatever it holds, is what was wanted. */
export async function storeFolder(
  at: Try,
  send: (key: string, forbidOverwrite: boolean) => Promise<void>,
): Promise<Outcome> {
  const { key } = at.item
  if ((await hasVersions(at)) && (await exists(at, key))) return { kind: 'done' }
  try {
    await send(key, true)
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  return { kind: 'done' }
}

async function exists(at: Try, key: string): Promise<boolean> {
  return (await connected(at, () => at.remote.head(at.transfer.bucket, key, at.signal))) !== null
}

async function freeKey(at: Try, key: string): Promise<string> {
  for (let number = 2; ; number++) {
    const candidate = numberedKey(key, number)
    if (!(await exists(at, candidate))) return candidate
  }
}

/** Looked up once per transfer; a key that may not ask counts as "perhaps". */
export async function hasVersions(at: Try): Promise<boolean> {
  const { store } = at.tools
  const known = at.transfer.versioning ?? store.transfers.get(at.transfer.id)?.versioning ?? null
  if (known !== null) return known !== 'off'
  const found = await connected(at, () =>
    at.remote.versioning(at.transfer.bucket, at.signal),
  ).catch((error: unknown) => {
    if (error instanceof FailureError && error.failure.status === 403) return 'unknown' as const
    throw error
  })
  store.transfers.setVersioning(at.transfer.id, found)
  return found !== 'off'
}
