import { createHmac } from 'node:crypto'
import type { SigningKey, UnsignedRequest } from './signer.ts'

/**
 * Headers to add to a request so that it is signed with V1, which does not name the region.
 * https://help.aliyun.com/zh/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export function signV1(request: UnsignedRequest, key: SigningKey): Record<string, string> {
  const date = new Date(request.atMs).toUTCString()
  const added: Record<string, string> = { date, 'x-oss-date': date }
  if (key.securityToken) added['x-oss-security-token'] = key.securityToken
  const headers = { ...request.headers, ...added }
  const signature = signatureV1({ ...request, headers }, date, key.accessKeySecret)
  added.authorization = `OSS ${key.accessKeyId}:${signature}`
  return added
}

/** `dateLine`: the date of a signed request, the `Expires` of a signed URL. Answers base64. */
export function signatureV1(
  request: Pick<UnsignedRequest, 'method' | 'bucket' | 'key' | 'query' | 'headers'>,
  dateLine: string,
  secret: string,
): string {
  const text = stringToSignV1(request, dateLine)
  return createHmac('sha1', secret).update(text).digest('base64')
}

export function stringToSignV1(
  request: Pick<UnsignedRequest, 'method' | 'bucket' | 'key' | 'query' | 'headers'>,
  dateLine: string,
): string {
  const { method, bucket, key, headers, query } = request
  let ossHeaders = ''
  for (const name of Object.keys(headers).sort()) {
    if (name.startsWith('x-oss-')) ossHeaders += `${name}:${headers[name]?.trim()}\n`
  }
  const resource = bucket === null ? '/' : `/${bucket}/${key ?? ''}`
  const parameters = Object.keys(query)
    .filter((name) => subResources.has(name) || name.startsWith('x-oss-'))
    .sort()
    .map((name) => (query[name] ? `${name}=${query[name]}` : name))
    .join('&')
  return [
    method,
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    dateLine,
    `${ossHeaders}${resource}${parameters === '' ? '' : `?${parameters}`}`,
  ].join('\n')
}

/** Parameters that V1 signs; all others in the query are ignored by it. */
const subResources: ReadonlySet<string> = new Set(
  `acl append asyncFetch accessPoint accessPointConfigForObjectProcess
  accessPointForObjectProcess accessPointPolicy accessPointPolicyForObjectProcess
  bucketArchiveDirectRead bucketInfo callback callback-var cleanRestoredObject cloudboxes cname comp
  continuation-token cors delete encryption endTime group httpsConfig img inventory inventoryId
  legalHold lifecycle link live location logging metaQuery objectInfo objectMeta objectWorm
  overwriteConfig partNumber policy policyStatus position publicAccessBlock qos qosInfo qosRequester
  redundancyTransition referer regionList regions replication replicationLocation
  replicationProgress requestPayment requesterQosInfo resourceGroup resourcePool
  resourcePoolBuckets resourcePoolInfo response-cache-control response-content-disposition
  response-content-encoding response-content-language response-content-type response-expires
  restore retention rtc seal security-token sequential startTime stat status style styleName symlink
  tagging transferAcceleration uploadId uploads userDefinedLogFieldsConfig versionId versioning
  versions vod website worm wormExtend wormId`.split(/\s+/),
)
