import { lstat } from 'node:fs/promises'
import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'
import { localFailureOf, systemCode } from '../local-failure.ts'
import { contentOf, policyOf } from './conflict.ts'
import { connected, type Try } from './context.ts'
import { type Content, isConditional, ruleOn } from './rivals.ts'

/**
 * The policy for one target, its condition settled by what is there now. Where nothing is, the answer
 * is to ask: only somebody who makes the file meanwhile will bring the question up.
 */
export async function settledPolicy(at: Try, target: string): Promise<ConflictPolicy> {
  const policy = policyOf(at)
  if (!isConditional(policy)) return policy
  const theirs = await contentOfFile(at, target)
  if (theirs === null) return 'ask'
  const { bucket } = at.transfer
  const facts = await connected(at, () => at.remote.head(bucket, at.item.key, at.signal))
  return facts === null ? 'ask' : ruleOn(policy, contentOf(facts), theirs)
}

/** null = no file is there that could be compared. */
async function contentOfFile(at: Try, path: string): Promise<Content | null> {
  try {
    const stats = await lstat(path)
    if (!stats.isFile()) return null
    const { size: sizeBytes, mtimeMs: modifiedAtMs } = stats
    const checksum = (): Promise<string> => at.tools.plane.checksum(path, 0, sizeBytes, at.signal)
    return { sizeBytes, modifiedAtMs, checksum }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw localFailureOf(error, path)
  }
}
