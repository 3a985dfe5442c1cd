import { createHmac } from 'node:crypto'
import { type ByteString, percentEncode } from '../encoding.ts'
import type { V1Computed, V1Input } from './v1.ts'
import { canonicalQuery } from './v4.ts'

export interface V2Input extends V1Input {
  /** Lower-case names, as the client lists them. */
  readonly additionalHeaders: readonly string[]
}

/** What older official libraries offer as `OSS2`: SHA-256 over all parameters. */
export function computeV2(input: V2Input, secret: string): V1Computed {
  const { headers } = input
  const additional = input.additionalHeaders.filter((name) => headers[name] !== undefined).sort()
  const lines = Object.keys(headers)
    .filter((name) => name.startsWith('x-oss-') || additional.includes(name))
    .sort()
    .map((name) => `${name}:${headers[name]}\n`)
    .join('')
  const stringToSign: ByteString = [
    input.method,
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    input.dateLine,
    lines + additional.join(';'),
    canonicalResource(input),
  ].join('\n')
  const signature = createHmac('sha256', secret).update(stringToSign, 'latin1').digest('base64')
  return { stringToSign, signature }
}

function canonicalResource({ bucket, key, query }: V2Input): string {
  const path = percentEncode(bucket === null ? '/' : `/${bucket}/${key ?? ''}`)
  return query.length === 0 ? path : `${path}?${canonicalQuery(query)}`
}
