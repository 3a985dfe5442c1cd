import { stat } from 'node:fs/promises'
import { type LocalCode, localFailure } from '../../../shared/ipc/failure.ts'
import { localFailureOf, systemCode } from '../local-failure.ts'
import { prove } from '../proof.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { connected, type Runner, type Try } from './context.ts'
import { each } from './objects/each.ts'

/** Compares what is there now with what a receipt says. Changes and deletes nothing. */
export const runVerify: Runner = each('verify', (at) =>
  at.item.path === null ? verifyObject(at) : verifyFile(at, at.item.path),
)

async function verifyObject(at: Try): Promise<Outcome> {
  const { key, sizeBytes, proof } = at.item
  const facts = await connected(at, () => at.remote.head(at.transfer.bucket, key, at.signal))
  if (facts === null) return found('verify.gone', key)
  prove(at.proof, proof.crc64, facts)
  if (facts.sizeBytes !== sizeBytes) return found('verify.changed', key)
  return compared(at, facts.crc64, 'verify.changed', key)
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

function found(code: LocalCode, name: string): Outcome {
  return { kind: 'failed', failure: localFailure(code, `${code}: ${name}`, { path: name }) }
}
