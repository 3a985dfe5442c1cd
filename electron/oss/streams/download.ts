import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { InconsistencyError, NetworkError } from '../errors.ts'
import { networkErrorOf } from '../network-errors.ts'
import { type GetObjectInput, type GotObject, getObject } from '../operations/objects.ts'
import type { OssSession } from '../session.ts'
import { createMeter } from './meter.ts'
import type { StreamOptions } from './upload.ts'

export interface OpenedObject {
  /** `sizeBytes`: of what comes, which is less than the object when a range was asked for. */
  readonly facts: Omit<GotObject, 'body'>
  /** To be read once, and to its end, or left with `break`: both give the connection back. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Begins to read an object. A connection that breaks is taken up again where it stopped, as often as
 * `attempts` says, and only as long as the object is the same. Whole objects are checked by CRC64 at their
 * end (`InconsistencyError`); ranges and processed ones cannot be.
 */
export async function openObject(
  session: OssSession,
  input: GetObjectInput,
  options: StreamOptions = {},
): Promise<OpenedObject> {
  const first = await request(session, input, options)
  return { facts: first.facts, body: readAll(session, input, options, first) }
}

export async function getBytes(
  session: OssSession,
  input: GetObjectInput,
  options: StreamOptions = {},
): Promise<Uint8Array> {
  const { body } = await openObject(session, input, options)
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

/**
 * Writes an object to a file. It gets its name, and replaces what had it, only when it is whole; what
 * has come before a failure is removed.
 */
export async function getToFile(
  session: OssSession,
  input: GetObjectInput,
  path: string,
  options: StreamOptions = {},
): Promise<OpenedObject['facts']> {
  const { facts, body } = await openObject(session, input, options)
  await writeWhole(path, body)
  return facts
}

/** A file has its name only when all of it is there; what came before a failure is removed. */
export async function writeWhole(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(temporary, 'wx')
    try {
      for await (const piece of body) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

interface Request extends Omit<OpenedObject, 'body'> {
  readonly source: AsyncIterable<Uint8Array>
}

async function request(
  session: OssSession,
  input: GetObjectInput,
  options: StreamOptions,
): Promise<Request> {
  let source: AsyncIterable<Uint8Array> | null = null
  const transport = session.streaming({
    receive: (body) => {
      source = body
    },
  })
  const { onProgress: _, ...rest } = options
  const { body, ...facts } = await session.client.call(getObject, input, { ...rest, transport })
  return { facts, source: source ?? single(body) }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* readAll(
  session: OssSession,
  input: GetObjectInput,
  options: StreamOptions,
  first: Request,
): AsyncGenerator<Uint8Array> {
  const { facts } = first
  // What comes out of a process has no length before it is made.
  const total = input.process === undefined ? facts.sizeBytes : null
  const meter = createMeter(total, options.onProgress)
  let { source } = first
  for (let attempt = 1; ; attempt++) {
    try {
      for await (const piece of source) {
        meter.pass(piece)
        yield piece
      }
      if (total === null || meter.doneBytes === total) break
      throw new NetworkError('network.reset', `${meter.doneBytes} of ${total} bytes came`)
    } catch (error) {
      const failure = error instanceof NetworkError ? error : networkErrorOf(error, options.signal)
      const again = attempt < (options.attempts ?? 3) && failure.failure.retryable
      if (!again || total === null) throw failure
      source = (await request(session, following(input, facts, meter.doneBytes), options)).source
    }
  }
  const remote = facts.range === null && total !== null && session.crc ? facts.crc64 : null
  if (remote !== null && remote !== meter.crc64) {
    throw new InconsistencyError(input.key, meter.crc64, remote)
  }
}

/** The rest of the same object. */
function following(
  input: GetObjectInput,
  facts: OpenedObject['facts'],
  doneBytes: number,
): GetObjectInput {
  const start = facts.range?.start ?? 0
  const range = { start: start + doneBytes, end: start + facts.sizeBytes - 1 }
  return { ...input, range, ifMatch: facts.etag }
}
