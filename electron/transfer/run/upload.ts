import { FailureError } from '../../../shared/ipc/failure.ts'
import { checkCrc } from '../crc.ts'
import { changed } from '../local-failure.ts'
import { prove } from '../proof.ts'
import { classify } from '../schedule/classify.ts'
import type { Outcome } from '../schedule/outcome.ts'
import { storeFolder, storeObject } from './conflict.ts'
import { connected, moving, type Runner, type Try } from './context.ts'
import { contentOfSource, forgetUpload, moved, readSource, type Source } from './source.ts'
import { uploadInParts } from './upload-parts.ts'
import { isSmallUpload, uploadSmall } from './upload-small.ts'

/** Uploads files and makes folder markers. */
export const runUpload: Runner = async (tries, settle) => {
  const longWay = async (at: Try, again = false): Promise<void> => {
    settle(at, await upload(at, again).catch((error: unknown) => classify(error, 'upload')))
  }
  const [small, others] = [tries.filter(isSmallUpload), tries.filter((at) => !isSmallUpload(at))]
  const together = uploadSmall(small, settle, longWay).catch((error: unknown) => {
    for (const at of small) settle(at, classify(error, 'upload'))
  })
  await Promise.all([together, ...others.map((at) => longWay(at))])
}

/** `again`: what lies there is our own object, damaged on its way. */
async function upload(at: Try, again: boolean): Promise<Outcome> {
  const { item, tools } = at
  if (item.kind === 'folder' || item.path === null) return storeFolder(at, putEmpty(at))
  const source = await readSource(item.path)
  if (isMixed(at, source)) {
    forgetUpload(at)
    throw changed(source.path)
  }
  const large = source.sizeBytes > tools.limits.singleBytes
  if (item.identity !== source.identity || item.sizeBytes !== source.sizeBytes) {
    tools.store.items.setSource(item.id, source.identity, source.sizeBytes, large)
  }
  if (source.sizeBytes === 0) return uploadEmpty(at, source)
  return large ? uploadInParts(at, source) : uploadWhole(at, source, again)
}

function isMixed(at: Try, source: Source): boolean {
  const { identity, id } = at.item
  return (
    identity !== null &&
    identity !== source.identity &&
    at.tools.store.checkpoints.upload(id) !== null
  )
}

function uploadEmpty(at: Try, source: Source): Promise<Outcome> {
  const sent = { sizeBytes: 0, crc64: () => '0', content: contentOfSource(at, source) }
  return storeObject(at, sent, putEmpty(at), () => undefined)
}

function putEmpty(at: Try): (key: string, forbidOverwrite: boolean) => Promise<void> {
  const { bucket } = at.transfer
  return async (key, forbidOverwrite) => {
    const target = { bucket, key, forbidOverwrite, sizeBytes: 0 }
    const answer = await connected(at, () => at.remote.put(target, null, at.signal))
    prove(at.proof, '0', answer)
  }
}

/** Tries within one try: a damaged object of ours is overwritten at once, never left or deleted. */
const maxResends = 3

async function uploadWhole(at: Try, source: Source, again: boolean): Promise<Outcome> {
  const { path, identity, sizeBytes } = source
  const { bucket } = at.transfer
  let crc64: string | null = null
  const send = async (key: string, forbidOverwrite: boolean): Promise<void> => {
    for (let resend = again ? 1 : 0; ; resend++) {
      const move = at.tools.plane.move(
        { kind: 'send', path, offset: 0, sizeBytes, identity },
        at.onBytes,
      )
      // What lies there after a mismatch is our own damaged object.
      const forbid = forbidOverwrite && resend === 0
      const target = { bucket, key, forbidOverwrite: forbid, sizeBytes }
      try {
        const answer = await moving(at, sizeBytes, () =>
          moved(move, at.remote.put(target, move.transport, at.signal)),
        )
        checkCrc(move.crc64(), answer.crc64, key)
        prove(at.proof, move.crc64(), answer)
        return
      } catch (error) {
        if (!isMismatch(error) || resend + 1 >= maxResends) throw error
      } finally {
        crc64 = move.crc64() ?? crc64
      }
    }
  }
  const known = await crcOfEarlierTry(at, source)
  try {
    const content = contentOfSource(at, source)
    const sent = { sizeBytes, crc64: () => crc64 ?? known, content }
    return await storeObject(at, sent, send, () => undefined)
  } catch (error) {
    if (isMismatch(error)) return { kind: 'failed', failure: (error as FailureError).failure }
    throw error
  }
}

/** After a try whose answer was lost, so that our own object is recognised before it is resent. */
async function crcOfEarlierTry(at: Try, source: Source): Promise<string | null> {
  if (!at.item.tried) return null
  return at.tools.plane.checksum(source.path, 0, source.sizeBytes, at.signal)
}

function isMismatch(error: unknown): boolean {
  return error instanceof FailureError && error.failure.code === 'client.crc-mismatch'
}
