import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { InputError } from '../../../shared/oss/input-error.ts'

/** Bytes to send. */
export interface Content {
  /** null = not known before the end. */
  readonly sizeBytes: number | null
  /** Whether `open` may be called again, so that a request can be repeated. */
  readonly replayable: boolean
  open(): AsyncIterable<Uint8Array>
}

const pieceBytes = 256 * 1024

export function bytesContent(source: Uint8Array | string): Content {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source
  return {
    sizeBytes: bytes.byteLength,
    replayable: true,
    async *open() {
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
        yield bytes.subarray(at, at + pieceBytes)
      }
    },
  }
}

/**
 * A file or a bounded region of it. A file that has become shorter meanwhile fails with
 * `local.changed` instead of sending less than was announced.
 */
export async function fileContent(
  path: string,
  region: { readonly start: number; readonly sizeBytes?: number } = { start: 0 },
): Promise<Content> {
  const { size } = await stat(path)
  const sizeBytes = region.sizeBytes ?? size - region.start
  if (!(region.start >= 0 && sizeBytes >= 0 && region.start + sizeBytes <= size)) {
    const message = `${region.start} + ${sizeBytes} is outside a file of ${size} bytes`
    throw new InputError('region', message)
  }
  return { sizeBytes, replayable: true, open: () => readRegion(path, region.start, sizeBytes) }
}

async function* readRegion(
  path: string,
  start: number,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  if (sizeBytes === 0) return
  const end = start + sizeBytes - 1
  let read = 0
  for await (const piece of createReadStream(path, { start, end, highWaterMark: pieceBytes })) {
    read += (piece as Uint8Array).byteLength
    yield piece as Uint8Array
  }
  if (read === sizeBytes) return
  const message = `the file has become shorter while it was read`
  throw new FailureError(localFailure('local.changed', message, { path }))
}

/** A stream that can be read once: what goes wrong in sending it cannot be repeated. */
export function streamContent(
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number | null = null,
): Content {
  let opened = false
  return {
    sizeBytes,
    replayable: false,
    open() {
      if (opened) throw new InputError('content', 'this stream was read already')
      opened = true
      return source
    },
  }
}
