import type { Operation, RequestParts } from '../operation.ts'
import { badXml } from '../xml.ts'

export interface ProcessInput {
  readonly bucket: string
  readonly key: string
  /** `image/resize,w_100`, `video/convert,…`, `style/name`. */
  readonly process: string
  /** Where the outcome goes; absent for processes that name it themselves. */
  readonly saveAs?: { readonly key: string; readonly bucket?: string }
}

export interface SavedProcess {
  readonly bucket: string
  readonly object: string
  readonly sizeBytes: number | null
  readonly status: string | null
}

/** Processes an object and keeps the outcome as another one. */
export const processObject: Operation<ProcessInput, SavedProcess> = {
  name: 'ProcessObject',
  method: 'POST',
  target: 'object',
  idempotent: true,
  request: (input) => processRequest('x-oss-process', input),
  success: [200],
  output: (answer) => {
    const facts = jsonOf(answer.body)
    const sizeBytes = Number(facts.fileSize ?? Number.NaN)
    return {
      bucket: textOf(facts.bucket) ?? '',
      object: textOf(facts.object) ?? '',
      sizeBytes: Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 ? sizeBytes : null,
      status: textOf(facts.status),
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/user-guide/sys-or-saveas',
}

export interface AsyncProcess {
  readonly eventId: string | null
  readonly requestId: string | null
  readonly taskId: string | null
}

/** Only begins it; the service tells elsewhere when it is done. */
export const asyncProcessObject: Operation<ProcessInput, AsyncProcess> = {
  name: 'AsyncProcessObject',
  method: 'POST',
  target: 'object',
  idempotent: false,
  request: (input) => processRequest('x-oss-async-process', input),
  success: [200],
  output: (answer) => {
    const facts = jsonOf(answer.body)
    return {
      eventId: textOf(facts.EventId),
      requestId: textOf(facts.RequestId),
      taskId: textOf(facts.TaskId),
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/asynchronous-processing',
}

function processRequest(name: string, input: ProcessInput): RequestParts {
  const { bucket, key, process, saveAs } = input
  const target = saveAs
    ? `|sys/saveas,o_${base64Url(saveAs.key)},b_${base64Url(saveAs.bucket ?? bucket)}`
    : ''
  return { bucket, key, query: { [name]: null }, body: `${name}=${process}${target}` }
}

function base64Url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url')
}

function jsonOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    throw badXml('the answer is no JSON')
  }
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  throw badXml('the answer is no JSON object')
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
