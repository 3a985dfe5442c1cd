import { closeSync, openSync, readSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { dropConnection, flipByte, pauseFor } from './body.ts'
import { ConnectionLost } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { ObjectBody, Reply } from './reply.ts'
import { type BlobStore, cutSegments, type Segment } from './store/blobs.ts'
import { giveStaging, stagingBytes, takeStaging } from './store/staging.ts'

const smallBytes = 64 * 1024

interface Sending extends Pick<Exchange, 'effects' | 'record'> {
  readonly request: { readonly incoming: IncomingMessage }
}

/** Writes the answer; resolves when it is handed to the socket, rejects when that broke off. */
export async function sendReply(
  exchange: Sending,
  outgoing: ServerResponse,
  reply: Reply,
  headers: Readonly<Record<string, string | number | undefined>>,
  blobs: BlobStore,
): Promise<void> {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body
  for (const [name, value] of Object.entries({ ...headers, ...reply.headers })) {
    if (value !== undefined) outgoing.setHeader(name, value)
  }
  const sizeBytes = body === undefined ? 0 : 'segments' in body ? body.sizeBytes : body.byteLength
  const bodyless = reply.status === 204 || reply.status === 304
  const compressed = typeof body === 'object' && 'segments' in body && body.gzip === true
  if (!outgoing.hasHeader('content-length') && !bodyless && !compressed) {
    outgoing.setHeader('content-length', sizeBytes)
  }
  outgoing.writeHead(reply.status)
  exchange.record.status = reply.status
  const wire = new Wire(exchange, outgoing)
  if (body !== undefined && sizeBytes > 0 && exchange.record.method !== 'HEAD') {
    if ('segments' in body) await (compressed ? sendCompressed : sendObject)(wire, body, blobs)
    else await wire.write(body)
  }
  await wire.end()
  exchange.record.acknowledged = true
}

type Sink = Pick<Wire, 'write'>

async function sendCompressed(wire: Wire, body: ObjectBody, blobs: BlobStore): Promise<void> {
  const gzip = createGzip()
  const forward = async (): Promise<void> => {
    for await (const chunk of gzip) await wire.write(chunk as Buffer)
  }
  const forwarding = forward()
  forwarding.catch(() => undefined)
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      // A copy: the caller uses its buffer again as soon as this settles.
      gzip.write(Buffer.from(bytes), () => resolve())
    })
  await sendObject({ write }, body, blobs)
  gzip.end()
  await forwarding
}

async function sendObject(wire: Sink, body: ObjectBody, blobs: BlobStore): Promise<void> {
  const pieces = cutSegments(body.segments, body.offset, body.sizeBytes)
  blobs.retain(pieces)
  try {
    for (const piece of pieces) {
      const kept = blobs.readSmall(piece)
      if (kept === null) await sendSegment(wire, piece, blobs.path(piece.blob))
      else await wire.write(kept)
    }
  } finally {
    blobs.release(pieces)
  }
}

/**
 * Two buffers in turn: one is read while the other is on its way to the socket. The reads are
 * synchronous, as the writes of blobs are. When the connection breaks the buffers are not used again:
 * the system may still be reading them.
 */
async function sendSegment(wire: Sink, segment: Segment, path: string): Promise<void> {
  if (segment.sizeBytes <= smallBytes) return wire.write(readSmall(segment, path))
  const descriptor = openSync(path, 'r')
  try {
    const buffers = [takeStaging(), takeStaging()] as const
    let writing: Promise<void> = Promise.resolve()
    for (let done = 0, turn = 0; done < segment.sizeBytes; turn += 1) {
      const { bytes } = buffers[turn % 2 === 0 ? 0 : 1]
      const wanted = Math.min(stagingBytes, segment.sizeBytes - done)
      const readBytes = readSync(descriptor, bytes, 0, wanted, segment.offset + done)
      if (readBytes === 0) throw new Error(`blob ${segment.blob} is shorter than its row says`)
      await writing
      writing = wire.write(bytes.subarray(0, readBytes))
      writing.catch(() => undefined)
      done += readBytes
    }
    await writing
    for (const buffer of buffers) giveStaging(buffer)
  } finally {
    closeSync(descriptor)
  }
}

function readSmall(segment: Segment, path: string): Buffer {
  const buffer = Buffer.allocUnsafe(segment.sizeBytes)
  const descriptor = openSync(path, 'r')
  try {
    readSync(descriptor, buffer, 0, segment.sizeBytes, segment.offset)
  } finally {
    closeSync(descriptor)
  }
  return buffer
}

/** The way to the socket, with whatever the fault rules do to it. */
class Wire {
  readonly #exchange: Sending
  readonly #outgoing: ServerResponse
  readonly #cutAfterBytes: number | null
  #sentBytes = 0
  #abandon: (() => void) | null = null

  constructor(exchange: Sending, outgoing: ServerResponse) {
    this.#exchange = exchange
    this.#outgoing = outgoing
    outgoing.on('close', () => this.#abandon?.())
    const { effects } = exchange
    const reset = effects.find('reset', (effect) => effect.when === 'response-body')
    this.#cutAfterBytes =
      effects.find('truncate')?.afterBytes ?? (reset === undefined ? null : (reset.afterBytes ?? 0))
  }

  /** Resolves when the bytes are with the system, so that the buffer may be used again. */
  async write(bytes: Uint8Array): Promise<void> {
    const { effects } = this.#exchange
    const corrupt = effects.find('corrupt', (effect) => effect.body === 'response')
    if (corrupt !== undefined) flipByte(bytes, this.#sentBytes, corrupt.atByte ?? 0)
    const slow = effects.find('slow', (effect) => effect.body === 'response')
    const stepBytes = slow === undefined ? bytes.byteLength : Math.ceil(slow.bytesPerSecond / 20)
    for (let start = 0; start < bytes.byteLength; start += stepBytes) {
      await this.#writeStep(bytes.subarray(start, start + stepBytes))
      if (slow !== undefined) await pauseFor(50)
    }
  }

  async end(): Promise<void> {
    if (this.#cutAfterBytes !== null) this.#breakOff()
    await this.#whileOpen((done) => this.#outgoing.end(done))
  }

  async #writeStep(bytes: Uint8Array): Promise<void> {
    const left = this.#cutAfterBytes === null ? null : this.#cutAfterBytes - this.#sentBytes
    if (left !== null && left < bytes.byteLength) {
      if (left > 0) await this.#writeNow(bytes.subarray(0, left))
      this.#breakOff()
    }
    await this.#writeNow(bytes)
  }

  #breakOff(): never {
    const { incoming } = this.#exchange.request
    if (this.#exchange.effects.find('truncate') !== undefined) incoming.socket.destroySoon()
    else dropConnection(incoming)
    throw new ConnectionLost()
  }

  async #writeNow(bytes: Uint8Array): Promise<void> {
    await this.#whileOpen((done) => this.#outgoing.write(bytes, done))
    this.#sentBytes += bytes.byteLength
    this.#exchange.record.bytesOut = this.#sentBytes
  }

  /** A callback of the stream that is not called any more once the connection is gone. */
  #whileOpen(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#outgoing.destroyed) {
        reject(new ConnectionLost())
        return
      }
      this.#abandon = () => reject(new ConnectionLost())
      start((error) => {
        this.#abandon = null
        if (error) reject(new ConnectionLost())
        else resolve()
      })
    })
  }
}
