import { InconsistencyError } from '../errors.ts'
import type { Operation } from '../operation.ts'
import {
  type AppendedObject,
  type AppendObjectInput,
  appendObject,
} from '../operations/appending.ts'
import { type UploadedPart, type UploadPartInput, uploadPart } from '../operations/multipart.ts'
import { type PutObjectInput, putObject, type WrittenObject } from '../operations/objects.ts'
import type { OssSession } from '../session.ts'
import type { Content } from './content.ts'
import { createMeter, type Meter, type Progress } from './meter.ts'

export interface StreamOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: Progress
  /** Sends in total, default 3; 1 for content that cannot be read again. */
  readonly attempts?: number
  readonly headers?: Readonly<Record<string, string | undefined>>
}

type WithoutBody<Input> = Omit<Input, 'body' | 'sizeBytes'>

/**
 * Writes an object from a stream, in chunks when its length is not known. The CRC64 is computed on
 * the way and compared with the service's: a difference is an `InconsistencyError`, after the attempts.
 */
export function putContent(
  session: OssSession,
  input: WithoutBody<PutObjectInput>,
  content: Content,
  options: StreamOptions = {},
): Promise<WrittenObject> {
  const whole = { ...input, sizeBytes: content.sizeBytes }
  return send(session, putObject, whole, content, options, (meter) => meter.crc64)
}

/** A part of a multipart upload, such as a region of a file. */
export function putPartContent(
  session: OssSession,
  input: WithoutBody<UploadPartInput>,
  content: Content & { readonly sizeBytes: number },
  options: StreamOptions = {},
): Promise<UploadedPart> {
  const whole = { ...input, sizeBytes: content.sizeBytes }
  return send(session, uploadPart, whole, content, options, (meter) => meter.crc64)
}

/**
 * Appends to an object. `crcBefore`: the CRC64 of what is there, which the answer's includes; absent for
 * a new object, and where it is not known nothing is compared.
 */
export function appendContent(
  session: OssSession,
  input: WithoutBody<AppendObjectInput> & { readonly crcBefore?: string },
  content: Content & { readonly sizeBytes: number },
  options: StreamOptions = {},
): Promise<AppendedObject> {
  const { crcBefore, ...rest } = input
  const before = crcBefore ?? (input.position === 0 ? '0' : null)
  const whole = { ...rest, sizeBytes: content.sizeBytes }
  return send(session, appendObject, whole, content, options, (meter) =>
    before === null ? null : meter.crcAfter(before),
  )
}

function send<Input extends { readonly key: string }, Output extends { crc64: string | null }>(
  session: OssSession,
  operation: Operation<Input, Output>,
  input: Input,
  content: Content,
  options: StreamOptions,
  expected: (meter: Meter) => string | null,
): Promise<Output> {
  const { onProgress, attempts, ...rest } = options
  let meter = createMeter(content.sizeBytes)
  async function* measured(): AsyncGenerator<Uint8Array> {
    meter = createMeter(content.sizeBytes, onProgress)
    for await (const piece of content.open()) {
      meter.pass(piece)
      yield piece
    }
  }
  const checked: Operation<Input, Output> = {
    ...operation,
    output: (answer, given) => {
      const output = operation.output(answer, given)
      const local = expected(meter)
      if (session.crc && local !== null && output.crc64 !== null && local !== output.crc64) {
        throw new InconsistencyError(input.key, local, output.crc64)
      }
      return output
    },
  }
  return session.client.call(checked, input, {
    ...rest,
    transport: session.streaming({ send: measured }),
    ...(content.replayable ? (attempts === undefined ? {} : { attempts }) : { attempts: 1 }),
  })
}
