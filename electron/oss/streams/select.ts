import { FailureError } from '../../../shared/ipc/failure.ts'
import { networkErrorOf } from '../network-errors.ts'
import type { Operation } from '../operation.ts'
import { checkSelectEnd, type SelectObjectInput, selectObject } from '../operations/selecting.ts'
import { SelectFrames } from '../select-frames.ts'
import type { OssSession } from '../session.ts'
import { writeWhole } from './download.ts'
import type { StreamOptions } from './upload.ts'

type Begun = Readonly<Record<string, string>>

/** Only that the answer began well; its rows come behind. */
const begin: Operation<SelectObjectInput, Begun> = {
  ...selectObject,
  output: ({ headers }) => headers,
}

/**
 * Rows as they are found, however many: nothing is kept in memory. To be read once and to the end, or left
 * with `break`. A connection that breaks is a `NetworkError`, and rows that came before it were right.
 */
export async function* openSelect(
  session: OssSession,
  input: SelectObjectInput,
  options: StreamOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  let source: AsyncIterable<Uint8Array> = none()
  const transport = session.streaming({
    receive: (body) => {
      source = body
    },
  })
  const { onProgress, ...rest } = options
  const headers = await session.client.call(begin, input, { ...rest, transport })
  const frames = headers['x-oss-select-output-raw'] === 'true' ? null : new SelectFrames()
  let doneBytes = 0
  onProgress?.(0, null)
  try {
    for await (const piece of source) {
      for (const rows of frames?.push(piece) ?? [piece]) {
        yield rows
        doneBytes += rows.byteLength
        onProgress?.(doneBytes, null)
      }
    }
  } catch (error) {
    throw error instanceof FailureError ? error : networkErrorOf(error, rest.signal)
  }
  if (frames !== null) checkSelectEnd(frames.end(), headers['x-oss-request-id'])
}

/** As `getToFile`, of the rows of a query. */
export function selectToFile(
  session: OssSession,
  input: SelectObjectInput,
  path: string,
  options: StreamOptions = {},
): Promise<void> {
  return writeWhole(path, openSelect(session, input, options))
}

async function* none(): AsyncGenerator<Uint8Array, void, undefined> {
  // No body at all.
}
