import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { BlobReceiver, type ReceivedBlob } from './blob-receiver.ts'
import { RunningCrc64 } from './checksum.ts'
import { ConnectionLost, ServiceError } from './errors.ts'
import type { Exchange, ServerState } from './exchange.ts'
import { header } from './request.ts'
import type { Segment } from './store/blobs.ts'

export const maxBodyBytes = 5 * 1024 ** 3

/** Streams the body to disk. Content-MD5 and a CRC64 that the client gave are checked. */
export async function receiveBlob(exchange: Exchange): Promise<ReceivedBlob> {
  const { server, request } = exchange
  requireLength(exchange)
  const receiver = new BlobReceiver(server, header(request, 'content-md5') !== null)
  try {
    await receive(exchange, maxBodyBytes, (chunk) => {
      receiver.write(chunk)
      giveBack(chunk)
    })
    return await receiver.finish((md5, crc64) => checkDigests(exchange, md5, crc64))
  } catch (error) {
    receiver.discard()
    throw error
  }
}

/**
 * Frees the memory of a chunk at once. Left to the garbage collector, a part of some megabytes makes
 * it run so often that it costs more than everything else.
 */
function giveBack(chunk: Uint8Array): void {
  const { buffer, byteLength } = chunk
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/** ETag and CRC64 that a part with these bytes has. */
export async function digestSegments(
  server: ServerState,
  segments: readonly Segment[],
): Promise<Pick<ReceivedBlob, 'crc64' | 'etag'>> {
  const md5 = createHash('md5')
  const crc = new RunningCrc64()
  for (const segment of segments) {
    const { blob, offset, sizeBytes } = segment
    const kept = server.store.blobs.readSmall(segment)
    if (kept !== null) {
      md5.update(kept)
      crc.update(kept)
      continue
    }
    const range = { start: offset, end: offset + sizeBytes - 1, highWaterMark: 1024 * 1024 }
    for await (const chunk of createReadStream(server.store.blobs.path(blob), range)) {
      md5.update(chunk as Buffer)
      crc.update(chunk as Buffer)
    }
  }
  return { crc64: crc.decimal(), etag: md5.digest('hex').toUpperCase() }
}

/** A document in memory, with the same checks. */
export async function receiveDocument(exchange: Exchange, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  const md5 = createHash('md5')
  await receive(exchange, maxBytes, (chunk) => {
    md5.update(chunk)
    chunks.push(chunk)
  })
  checkDigests(exchange, md5.digest(), null)
  return Buffer.concat(chunks).toString('utf8')
}

function requireLength({ request }: Exchange): void {
  const { headers } = request.incoming
  if (headers['content-length'] !== undefined) return
  if (headers['transfer-encoding'] !== undefined) return
  throw new ServiceError(411, 'MissingContentLength', 'You must provide Content-Length.')
}

function checkDigests({ request }: Exchange, md5: Buffer | null, crc64: string | null): void {
  const expectedMd5 = header(request, 'content-md5')
  if (expectedMd5 !== null && md5 !== null && expectedMd5 !== md5.toString('base64')) {
    throw new ServiceError(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.', {
      fields: { ExpectedDigest: expectedMd5, CalculatedDigest: md5.toString('base64') },
    })
  }
  const expectedCrc = header(request, 'x-oss-hash-crc64ecma')
  if (expectedCrc !== null && crc64 !== null && expectedCrc !== crc64) {
    throw new ServiceError(400, 'InvalidCRC64', 'The CRC64 you specified was invalid.')
  }
}

type Consumer = (chunk: Uint8Array) => void

/** Resolves with the size once all bytes are consumed; rejects when the connection ends before. */
export function receive(exchange: Exchange, maxBytes: number, consume: Consumer): Promise<number> {
  const { incoming } = exchange.request
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw entityTooLarge()
  return new Promise((resolve, reject) => {
    let sizeBytes = 0
    const disturb = requestFaults(exchange)
    incoming.on('data', (chunk: Buffer) => {
      const startByte = sizeBytes
      sizeBytes += chunk.byteLength
      exchange.record.bytesIn = sizeBytes
      if (sizeBytes > maxBytes) {
        incoming.pause()
        reject(entityTooLarge())
        return
      }
      const wait = disturb(chunk, startByte)
      try {
        consume(chunk)
      } catch (error) {
        incoming.removeAllListeners('data').pause()
        reject(error)
        return
      }
      if (wait === null) return
      incoming.pause()
      wait.then(() => incoming.resume(), reject)
    })
    incoming.on('end', () => resolve(sizeBytes))
    incoming.on('error', () => reject(new ConnectionLost()))
    incoming.on('close', () => {
      if (!incoming.complete) reject(new ConnectionLost())
    })
  })
}

export function entityTooLarge(): ServiceError {
  return new ServiceError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum size.')
}

/** Applies what the rules want to do to a request body; returns how long to wait, or null. */
function requestFaults(exchange: Exchange): (chunk: Buffer, start: number) => Promise<void> | null {
  const { effects, request } = exchange
  const reset = effects.find('reset', (effect) => effect.when === 'request-body')
  const corrupt = effects.find('corrupt', (effect) => effect.body === 'request')
  const slow = effects.find('slow', (effect) => effect.body === 'request')
  return (chunk, start) => {
    const end = start + chunk.byteLength
    if (reset !== undefined && end > (reset.afterBytes ?? 0)) dropConnection(request.incoming)
    if (corrupt !== undefined) flipByte(chunk, start, corrupt.atByte ?? 0)
    return slow === undefined ? null : pauseFor((chunk.byteLength / slow.bytesPerSecond) * 1000)
  }
}

export function dropConnection(incoming: IncomingMessage): void {
  incoming.socket.resetAndDestroy()
}

/** Changes the byte at `atByte` of a body, if this chunk holds it. */
export function flipByte(chunk: Uint8Array, startByte: number, atByte: number): void {
  const index = atByte - startByte
  const byte = chunk[index]
  if (byte !== undefined) chunk[index] = byte ^ 0xff
}

export function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
