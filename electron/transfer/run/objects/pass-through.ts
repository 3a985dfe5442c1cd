import type { Answer, Transport } from '../../../oss/transport.ts'
import type { Try } from '../context.ts'

/** A target that was never asked, because the source was refused: the source's answer says why. */
class NotSent extends Error {}

/**
 * One object's bytes become another's, through this computer but no file: two clients sign, and the
 * data plane does both requests at once. `read` must hand its transport to a GET, `write` to what
 * sends exactly these bytes. Answers what `write` does, with the decimal CRC64 of the bytes.
 */
export async function passThrough<Result>(
  at: Try,
  sizeBytes: number,
  read: (transport: Transport) => Promise<unknown>,
  write: (transport: Transport) => Promise<Result>,
): Promise<{ readonly result: Result; readonly crc64: string }> {
  let written: { readonly result: Result; readonly crc64: string } | null = null
  await read(async (from, _body, signal): Promise<Answer> => {
    let source: Answer | null = null
    let crc64 = '0'
    const send: Transport = async (to) => {
      const passed = await at.tools.plane.relay(from, to, sizeBytes, signal, at.onBytes)
      source = passed.source
      crc64 = passed.crc64
      if (passed.target === null) throw new NotSent()
      return passed.target
    }
    try {
      const result = await write(send)
      written = { result, crc64 }
    } catch (error) {
      if (!(error instanceof NotSent)) throw error
    }
    if (source === null) throw new Error('nothing was passed through')
    return source
  })
  if (written === null) throw new Error('nothing was passed through')
  return written
}
