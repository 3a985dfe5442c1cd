import { createHmac } from 'node:crypto'
import { type Endpoint, originOf, queryString } from '../../shared/oss/address.ts'
import type { SigningKey } from './signer.ts'

export interface PublishTarget {
  readonly bucket: string
  readonly channel: string
  /** Unix time. */
  readonly expiresAtSeconds: number
  /** `playlistName` and the like; all of them are signed. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * Where a camera publishes to a live channel. Buckets that anybody may write need no signature.
 * https://help.aliyun.com/zh/oss/developer-reference/putlivechannel
 */
export function rtmpPublishUrl(endpoint: Endpoint, target: PublishTarget, key: SigningKey): string {
  const { bucket, channel, expiresAtSeconds } = target
  const signed: Record<string, string> = { ...target.parameters }
  if (key.securityToken) signed['security-token'] = key.securityToken
  const query = {
    ...signed,
    OSSAccessKeyId: key.accessKeyId,
    Expires: String(expiresAtSeconds),
    Signature: publishSignature(target, signed, key),
  }
  const host = originOf(endpoint, bucket).replace(/^https?:/, 'rtmp:')
  return `${host}/live/${channel}?${queryString(query)}`
}

function publishSignature(
  { bucket, channel, expiresAtSeconds }: PublishTarget,
  parameters: Readonly<Record<string, string>>,
  key: SigningKey,
): string {
  const lines = Object.keys(parameters)
    .sort()
    .map((name) => `${name}:${parameters[name]}\n`)
  const text = `${expiresAtSeconds}\n${lines.join('')}/${bucket}/${channel}`
  return createHmac('sha1', key.accessKeySecret).update(text).digest('base64')
}
