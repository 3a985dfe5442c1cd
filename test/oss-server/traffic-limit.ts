import { invalidArgument } from './errors.ts'
import type { Effects } from './faults/faults.ts'
import { header, type OssRequest } from './request.ts'

const minBitsPerSecond = 245_760
const maxBitsPerSecond = 838_860_800
const limited = [
  'AppendObject',
  'GetObject',
  'PostObject',
  'PutObject',
  'UploadPart',
  'UploadPartCopy',
]

/** `x-oss-traffic-limit`, in a header or in a signed URL, slows both bodies down. */
export function withTrafficLimit(
  request: OssRequest,
  operation: string,
  effects: Effects,
): Effects {
  const name = 'x-oss-traffic-limit'
  const value = header(request, name) ?? request.query.get(name)
  if (value === null || !limited.includes(operation)) return effects
  const bits = /^\d+$/.test(value) ? Number(value) : 0
  if (bits < minBitsPerSecond || bits > maxBitsPerSecond) {
    const message = `The limit is from ${minBitsPerSecond} to ${maxBitsPerSecond} bit/s.`
    throw invalidArgument(message, name, value)
  }
  const bytesPerSecond = bits / 8
  return effects.and([
    { kind: 'slow', body: 'request', bytesPerSecond },
    { kind: 'slow', body: 'response', bytesPerSecond },
  ])
}
