import { httpDate } from './encoding.ts'
import type { ServiceError } from './errors.ts'
import type { Segment } from './store/blobs.ts'
import { type XmlValue, xmlDocument } from './xml.ts'

export interface Reply {
  readonly status: number
  /** Byte strings; undefined values are left out. */
  readonly headers?: Readonly<Record<string, string | number | undefined>>
  readonly body?: string | Uint8Array | ObjectBody
}

/** Bytes of a stored object. */
export interface ObjectBody {
  readonly segments: readonly Segment[]
  readonly offset: number
  readonly sizeBytes: number
  /** The answer is compressed on its way, so that its size is not known before. */
  readonly gzip?: boolean
}

export function xmlReply(root: string, value: XmlValue, headers: Reply['headers'] = {}): Reply {
  return documentReply(xmlDocument(root, value), headers)
}

export function documentReply(body: string, headers: Reply['headers'] = {}): Reply {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body }
}

/** HEAD answers carry the document in a header, since they have no body. */
export function errorReply(
  error: ServiceError,
  context: { readonly method: string; readonly requestId: string; readonly hostId: string },
): Reply {
  const { ec } = error
  const headers = { 'x-oss-ec': ec ?? undefined, ...error.headers }
  if (error.status === 304) return { status: 304, headers }
  const document = xmlDocument('Error', {
    Code: error.code,
    Message: error.message,
    RequestId: context.requestId,
    HostId: context.hostId,
    ...error.fields,
    EC: ec,
    RecommendDoc: ec === null ? null : `https://api.aliyun.com/troubleshoot?q=${ec}`,
  })
  if (context.method === 'HEAD') {
    const encoded = Buffer.from(document, 'utf8').toString('base64')
    return { status: error.status, headers: { ...headers, 'x-oss-err': encoded } }
  }
  return {
    status: error.status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: document,
  }
}

/** On every answer, refusals too. */
export function commonHeaders(
  requestId: string,
  nowMs: number,
  serverTimeMs: number,
): Readonly<Record<string, string | number>> {
  return {
    server: 'AliyunOSS',
    date: httpDate(nowMs),
    'x-oss-request-id': requestId,
    'x-oss-server-time': serverTimeMs,
  }
}
