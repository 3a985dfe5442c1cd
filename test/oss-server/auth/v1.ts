import { createHmac } from 'node:crypto'
import { type ByteString, toByteString } from '../encoding.ts'

export interface V1Input {
  readonly method: string
  readonly bucket: string | null
  readonly key: string | null
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, ByteString>>
  /** What stands on the Date line: a date, or the Expires value of a signed URL. */
  readonly dateLine: string
}

export interface V1Computed {
  readonly stringToSign: ByteString
  readonly signature: string
}

const subresources = new Set(
  `acl append asyncFetch accessPoint accessPointConfigForObjectProcess accessPointForObjectProcess
  accessPointPolicy accessPointPolicyForObjectProcess bucketArchiveDirectRead bucketInfo callback
  callback-var cleanRestoredObject cloudboxes cname comp continuation-token cors delete encryption
  endTime group httpsConfig img inventory inventoryId legalHold lifecycle link live location logging
  metaQuery objectInfo objectMeta objectWorm overwriteConfig partNumber policy policyStatus position
  publicAccessBlock qos qosInfo qosRequester redundancyTransition referer regionList regions
  replication replicationLocation replicationProgress requestPayment requesterQosInfo resourceGroup
  resourcePool resourcePoolBuckets resourcePoolInfo responseHeader response-cache-control
  response-content-disposition response-content-encoding response-content-language
  response-content-type response-expires restore retention rtc seal security-token sequential
  startTime stat status style styleName symlink tagging transferAcceleration uploadId uploads
  userDefinedLogFieldsConfig versionId versioning versions vod website worm wormExtend
  wormId`.split(/\s+/),
)

/** https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header */
export function computeV1(input: V1Input, secret: string): V1Computed {
  const ossHeaders = Object.keys(input.headers)
    .filter((name) => name.startsWith('x-oss-'))
    .sort()
    .map((name) => `${name}:${input.headers[name]?.trim()}\n`)
    .join('')
  const stringToSign = [
    input.method,
    input.headers['content-md5'] ?? '',
    input.headers['content-type'] ?? '',
    input.dateLine,
    ossHeaders + toByteString(canonicalResource(input)),
  ].join('\n')
  const signature = createHmac('sha1', secret).update(stringToSign, 'latin1').digest('base64')
  return { stringToSign, signature }
}

function canonicalResource(input: V1Input): string {
  const path = input.bucket === null ? '/' : `/${input.bucket}/${input.key ?? ''}`
  const signed = input.query
    .filter(([name]) => subresources.has(name) || name.startsWith('x-oss-'))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return signed.length === 0 ? path : `${path}?${signed.join('&')}`
}
