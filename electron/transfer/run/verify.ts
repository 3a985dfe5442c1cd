import { stat } from 'node:fs/promises'
import {
  type Failure,
  type LocalCode,
  localFailure,
  toFailure,
} from '../../../shared/ipc/failure.ts'
import { localFailureOf, systemCode } from '../local-failure.ts'
import { prove } from '../proof.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { connected, type Runner, type Try } from './context.ts'
import { each } from './objects/each.ts'
import { readSource } from './source.ts'

/** Compares what is there now with what a receipt says. Changes and deletes nothing. */
export const runVerify: Runner = each('verify', (at) =>
  at.transfer.folder !== null && at.item.path !== null
    ? verifyFile(at, at.item.path)
    : verifyObject(at),
)

async function verifyObject(at: Try): Promise<Outcome> {
  const { key, sizeBytes, proof } = at.item
  const facts = await connected(at, () => at.remote.head(at.transfer.bucket, key, at.signal))
  if (facts === null) return found('verify.gone', key)
  prove(at.proof, proof.crc64, facts)
  if (facts.sizeBytes !== sizeBytes) return found('verify.changed', key)
  const outcome = compared(at, facts.crc64, 'verify.changed', key)
  return outcome.kind === 'done' ? verifySource(at) : outcome
}

/**
 * The file that the object was made of, once the object is right. What was done to it since is no
 * fault of the object; where nothing was done to it, it must still be what was sent.
 */
async function verifySource(at: Try): Promise<Outcome> {
  const { identity, path, proof, sizeBytes } = at.item
  if (path === null) return { kind: 'done' }
  try {
    const source = await readSource(path)
    if (source.sizeBytes !== sizeBytes) return noted('verify.source-changed', path)
    const crc64 = await at.tools.plane.checksum(path, 0, sizeBytes, at.signal)
    if (crc64 === proof.crc64) return { kind: 'done' }
    const isSame = (await readSource(path)).identity === identity
    return isSame ? found('verify.source-damaged', path) : noted('verify.source-changed', path)
  } catch (error) {
    const { code } = toFailure(error)
    if (!code.startsWith('local.')) throw error
    return noted(code === 'local.not-found' ? 'verify.source-gone' : 'verify.source-unread', path)
  }
}

async function verifyFile(at: Try, path: string): Promise<Outcome> {
  const { sizeBytes, proof } = at.item
  const stats = await stat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null
    throw localFailureOf(error, path)
  })
  if (stats === null) return found('verify.file-gone', path)
  if (!stats.isFile() || stats.size !== sizeBytes) return found('verify.file-changed', path)
  const crc64 = await at.tools.plane.checksum(path, 0, sizeBytes, at.signal)
  prove(at.proof, crc64, { crc64: proof.crc64 })
  return compared(at, crc64, 'verify.file-changed', path)
}

/** What nobody knows a checksum of is not called right. */
function compared(at: Try, crc64: string | null, changed: LocalCode, name: string): Outcome {
  const expected = at.item.proof.crc64
  if (crc64 === null || expected === null) {
    const failure = localFailure('verify.unknown', `no checksum to compare: ${name}`)
    return { kind: 'skipped', failure }
  }
  return crc64 === expected ? { kind: 'done' } : found(changed, name)
}

function found(code: LocalCode, path: string): Outcome {
  return { kind: 'failed', failure: failureAt(code, path) }
}

/** Said, and right all the same. */
function noted(code: LocalCode, path: string): Outcome {
  return { kind: 'done', failure: failureAt(code, path) }
}

function failureAt(code: LocalCode, path: string): Failure {
  return localFailure(code, `${code}: ${path}`, { path })
}
