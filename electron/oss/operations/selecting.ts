import { OssError } from '../errors.ts'
import type { AnswerParts, Operation } from '../operation.ts'
import { readSelectFrames, type SelectBody, type SelectEnd } from '../select-frames.ts'
import { buildDocument } from '../xml-document.ts'
import { orNull, xmlType } from './fields.ts'
import { addressOf, type ObjectInput } from './objects.ts'
import {
  inputSerialization,
  outputSerialization,
  type SelectSource,
  type SelectTarget,
} from './select-document.ts'

export interface SelectObjectInput extends ObjectInput {
  /** `select * from ossobject where _1 > 10`, at most 16 KB. */
  readonly expression: string
  readonly from: SelectSource
  readonly to?: SelectTarget
  /** Rows that do not fit are left out instead of failing the query. */
  readonly skipPartialRows?: boolean
  readonly maxSkippedRows?: number
}

export interface Selected {
  readonly data: Uint8Array
  /** null when raw output was asked for, which has no end of its own. */
  readonly scannedBytes: number | null
}

/**
 * Rows of one CSV or JSON object. Fails with the status that the end of the answer tells, even though
 * the answer itself began with success.
 */
export const selectObject: Operation<SelectObjectInput, Selected> = {
  name: 'SelectObject',
  method: 'POST',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return {
      ...address,
      query: { 'x-oss-process': `${input.from.kind}/select`, ...address.query },
      headers: { 'content-type': xmlType },
      body: buildDocument('SelectRequest', {
        Expression: Buffer.from(input.expression, 'utf8').toString('base64'),
        InputSerialization: inputSerialization(input.from),
        OutputSerialization: outputSerialization(input.to ?? {}),
        Options: {
          SkipPartialDataRecord: input.skipPartialRows,
          MaxSkippedRecordsAllowed: input.maxSkippedRows,
        },
      }),
      contentMd5: true,
    }
  },
  success: [200, 206],
  output: (answer) => {
    if (answer.headers['x-oss-select-output-raw'] === 'true') {
      return { data: answer.body, scannedBytes: null }
    }
    const { data, end } = framesOf(answer)
    return { data, scannedBytes: end.scannedBytes }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/selectobject',
}

export interface SelectMetaInput extends ObjectInput {
  readonly from: SelectSource
  /** Make the index again even when there is one. */
  readonly overwrite?: boolean
}

/** Makes the index of an object's rows, by which `range` can name them. */
export const createSelectObjectMeta: Operation<SelectMetaInput, NonNullable<SelectEnd['index']>> = {
  name: 'CreateSelectObjectMeta',
  method: 'POST',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    const csv = input.from.kind === 'csv'
    return {
      ...address,
      query: { 'x-oss-process': `${input.from.kind}/meta`, ...address.query },
      headers: { 'content-type': xmlType },
      body: buildDocument(csv ? 'CsvMetaRequest' : 'JsonMetaRequest', {
        InputSerialization: inputSerialization(input.from),
        OverwriteIfExists: input.overwrite,
      }),
      contentMd5: true,
    }
  },
  success: [200, 206],
  output: (answer) => framesOf(answer).end.index ?? { splits: 0, rows: 0, columns: null },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/createselectobjectmeta',
}

function framesOf(answer: AnswerParts): SelectBody {
  const body = readSelectFrames(answer.body)
  checkSelectEnd(body.end, answer.headers['x-oss-request-id'])
  return body
}

/** Throws `SelectOperationFailed` where the end of an answer that began well tells of a failure. */
export function checkSelectEnd(
  { status, message }: SelectEnd,
  requestId: string | undefined,
): void {
  if (status < 300) return
  throw new OssError({
    code: 'SelectOperationFailed',
    message,
    status,
    requestId: orNull(requestId),
    ec: null,
    retryable: status >= 500,
    details: {},
  })
}
