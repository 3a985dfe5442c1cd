import { ServiceError } from '../errors.ts'
import type { ServerOperation } from '../exchange.ts'
import type { OssRequest } from '../request.ts'
import { bucketOperations } from './bucket-operations.ts'
import { objectOperations } from './object-operations.ts'

type Kind = 'service' | 'bucket' | 'object'

interface Candidate {
  readonly operation: ServerOperation
  /** Of the query; value null = any. */
  readonly parameters: readonly { readonly name: string; readonly value: string | null }[]
}

/** By method and kind of target, in the order in which they are tried. */
const candidates = new Map<string, Candidate[]>()
for (const operation of [...bucketOperations, ...objectOperations] as ServerOperation[]) {
  const kind: Kind = operation.target === 'new-bucket' ? 'bucket' : operation.target
  const parameters = (operation.query ?? []).map((parameter) => {
    const [name = '', value = null] = parameter.split('=')
    return { name, value }
  })
  const place = `${operation.method} ${kind}`
  candidates.set(place, [...(candidates.get(place) ?? []), { operation, parameters }])
}

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
  resourcePoolBuckets resourcePoolInfo responseHeader restore retention rtc seal stat style symlink tagging
  transferAcceleration uploads userDefinedLogFieldsConfig versioning versions vod website worm
  wormExtend wormId x-oss-async-process x-oss-process x-oss-rename`.split(/\s+/),
)

/** Throws MethodNotAllowed or NotImplemented when nothing fits. */
export function chooseOperation(request: OssRequest): ServerOperation {
  const kind: Kind =
    request.bucket === null ? 'service' : request.key === null ? 'bucket' : 'object'
  const found = candidates
    .get(`${request.method} ${kind}`)
    ?.find((candidate) => fits(candidate, request))
  const names = found?.parameters.map(({ name }) => name) ?? []
  const missed = request.query.pairs
    .map(([name]) => name)
    .find((name) => subresources.has(name) && !names.includes(name))
  if (found !== undefined && (missed === undefined || request.method === 'OPTIONS')) {
    return found.operation
  }
  if (missed !== undefined) {
    throw new ServiceError(400, 'NotImplemented', `The server does not know ?${missed}.`, {
      fields: { ResourceType: missed, Method: request.method },
    })
  }
  throw new ServiceError(405, 'MethodNotAllowed', 'The method is not allowed here.', {
    fields: { Method: request.method, ResourceType: kind },
  })
}

function fits({ operation, parameters }: Candidate, { query, headers }: OssRequest): boolean {
  if (operation.header !== undefined && !(operation.header in headers)) return false
  return parameters.every(({ name, value }) =>
    value === null ? query.has(name) : query.get(name) === value,
  )
}
