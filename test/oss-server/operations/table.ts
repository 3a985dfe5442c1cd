import { ServiceError } from '../errors.ts'
import type { ServerOperation } from '../exchange.ts'
import type { OssRequest } from '../request.ts'
import { bucketOperations } from './bucket-operations.ts'
import { objectOperations } from './object-operations.ts'

const operations: readonly ServerOperation[] = [...bucketOperations, ...objectOperations]

/**
 * Sub-resources of the service. One that is asked for and that no operation here answers must not
 * be taken for the plain operation: `DELETE /?style` must never delete a bucket.
 */
const subresources = new Set(
  `accessmonitor accessPoint accessPointConfigForObjectProcess accessPointForObjectProcess
  accessPointPolicy accessPointPolicyForObjectProcess acl append asyncFetch
  bucketArchiveDirectRead bucketInfo cleanRestoredObject cloudboxes cname cors delete encryption
  httpsConfig inventory legalHold lifecycle live location logging metaQuery objectInfo
  objectMeta objectWorm overwriteConfig policy policyStatus publicAccessBlock qos qosInfo
  qosRequester redundancyTransition referer regions replication replicationLocation
  replicationProgress requesterQosInfo requestPayment resourceGroup resourcePool
  resourcePoolBuckets resourcePoolInfo restore retention rtc seal stat style symlink tagging
  transferAcceleration uploads userDefinedLogFieldsConfig versioning versions vod website worm
  wormExtend wormId x-oss-async-process x-oss-process x-oss-rename`.split(/\s+/),
)

/** Throws MethodNotAllowed or NotImplemented when nothing fits. */
export function chooseOperation(request: OssRequest): ServerOperation {
  const kind = request.bucket === null ? 'service' : request.key === null ? 'bucket' : 'object'
  const asked = request.query.pairs.map(([name]) => name).filter((name) => subresources.has(name))
  const found = operations.find(
    (operation) =>
      operation.method === request.method &&
      (operation.target === 'new-bucket' ? 'bucket' : operation.target) === kind &&
      (operation.query ?? []).every((parameter) => isGiven(request, parameter)) &&
      (operation.header === undefined || operation.header in request.headers),
  )
  const names = (found?.query ?? []).map((parameter) => parameter.split('=')[0])
  const missed = asked.find((name) => !names.includes(name))
  if (found !== undefined && (missed === undefined || request.method === 'OPTIONS')) return found
  if (missed !== undefined) {
    throw new ServiceError(400, 'NotImplemented', `The server does not know ?${missed}.`, {
      ec: '0016-00000516',
      fields: { ResourceType: missed, Method: request.method },
    })
  }
  throw new ServiceError(405, 'MethodNotAllowed', 'The method is not allowed here.', {
    ec: '0016-00000405',
    fields: { Method: request.method, ResourceType: kind },
  })
}

/** `name`, or `name=value` when the value matters too. */
function isGiven({ query }: OssRequest, parameter: string): boolean {
  const equals = parameter.indexOf('=')
  if (equals < 0) return query.has(parameter)
  return query.get(parameter.slice(0, equals)) === parameter.slice(equals + 1)
}
