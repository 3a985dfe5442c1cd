import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OssError } from '../../../electron/oss/errors.ts'
import {
  closeMetaQuery,
  createAccessPoint,
  doMetaQuery,
  openMetaQuery,
  putAsyncFetchTask,
} from '../../../electron/oss/operations/bucket-actions.ts'
import {
  accountOperations,
  parseSection,
  sectionOperations,
} from '../../../electron/oss/operations/section.ts'
import { accountDocuments } from '../../../shared/oss/account-documents.ts'
import { documents } from '../../../shared/oss/documents.ts'
import { samples } from '../../unit/oss/document-samples.ts'
import { type Target, targets } from '../targets.ts'

/**
 * What the service has for few accounts, or by invitation. That it understands the request is all that
 * can be held to: it answers, or refuses for another reason than the request's form or signature.
 */
const faultsOfOurs = [
  'SignatureDoesNotMatch',
  'MalformedXML',
  'MissingArgument',
  'client.bad-response',
  'input.invalid',
]

const noPool = { failure: { status: 404, code: 'NoSuchResourcePool' } }
const limits = documents.qosInfo.schema.parse({ TotalQps: '1000' })

async function understood(call: Promise<unknown>): Promise<void> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error === null) return
  expect(error).toBeInstanceOf(OssError)
  const { code, requestId } = (error as OssError).failure
  expect(faultsOfOurs).not.toContain(code)
  expect(requestId).not.toBeNull()
}

describe.each(targets)('what few accounts have at $name', ({ start, real }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  it('asks for shares of the bandwidth', async () => {
    const { client } = target.session
    const qos = sectionOperations(documents.qosInfo)
    await understood(client.call(qos.put, { bucket, document: limits }))
    await understood(client.call(qos.get, { bucket }))
    await understood(client.call(qos.delete, { bucket }))
    const requester = sectionOperations(documents.requesterQos)
    const one = { bucket, id: '1000000000000000' }
    const document = { QoSConfiguration: limits }
    await understood(client.call(requester.put, { ...one, document }))
    await understood(client.call(requester.get, one))
    await understood(client.call(sectionOperations(documents.requestersQos).get, { bucket }))
    await understood(client.call(requester.delete, one))
    const capacity = sectionOperations(documents.storageCapacity)
    await understood(client.call(capacity.put, { bucket, document: { StorageCapacity: '-1' } }))
    await understood(client.call(capacity.get, { bucket }))
  })

  it('asks for what an account has', async () => {
    const { client } = target.session
    await understood(client.call(accountOperations(accountDocuments.userQos).get, {}))
    await understood(client.call(accountOperations(accountDocuments.accessPoints).get, {}))
    const pools = client.call(accountOperations(accountDocuments.resourcePools).get, {})
    await (real ? understood(pools) : expect(pools).resolves.toMatchObject({ ResourcePool: [] }))
    const pool = { id: 'pool' }
    const info = client.call(accountOperations(accountDocuments.resourcePool).get, pool)
    await (real ? understood(info) : expect(info).rejects.toMatchObject(noPool))
    await understood(client.call(accountOperations(accountDocuments.resourcePoolBuckets).get, pool))
    const requesters = accountOperations(accountDocuments.resourcePoolRequestersQos)
    await understood(client.call(requesters.get, pool))
    const requester = accountOperations(accountDocuments.resourcePoolRequesterQos)
    const one = { id: '1000000000000000', parameters: { resourcePool: 'pool' } }
    const document = { QoSConfiguration: limits }
    await understood(client.call(requester.put, { ...one, document }))
    await understood(client.call(requester.get, one))
    await understood(client.call(requester.delete, one))
    const block = accountOperations(accountDocuments.publicAccessBlock)
    await understood(client.call(block.get, {}))
    // It would take other people's files off the network.
    if (real) return
    await understood(client.call(block.put, { document: { BlockPublicAccess: 'false' } }))
    await understood(client.call(block.delete, {}))
  })

  it('asks for access points', async () => {
    const { client } = target.session
    const named = { bucket, id: 'contract-ap' }
    await understood(client.call(createAccessPoint, { bucket, name: named.id }))
    await understood(client.call(sectionOperations(documents.accessPoints).get, { bucket }))
    await understood(client.call(sectionOperations(documents.accessPoint).get, named))
    const policy = sectionOperations(documents.accessPointPolicy)
    const document = parseSection(documents.accessPointPolicy, samples.accessPointPolicy)
    await understood(client.call(policy.put, { ...named, document }))
    await understood(client.call(policy.get, named))
    await understood(client.call(policy.delete, named))
    const block = sectionOperations(documents.accessPointPublicAccessBlock)
    await understood(client.call(block.put, { ...named, document: { BlockPublicAccess: 'true' } }))
    await understood(client.call(block.get, named))
    await understood(client.call(block.delete, named))
    await understood(client.call(sectionOperations(documents.accessPoint).delete, named))
  })

  // The service takes minutes until an access point may be used.
  it.skipIf(real)('keeps an access point, its policy and its block', async () => {
    const { client } = target.session
    const named = { bucket, id: 'contract-kept' }
    const point = sectionOperations(documents.accessPoint)
    const created = await client.call(createAccessPoint, { bucket, name: named.id, vpcId: 'vpc-1' })
    const told = { AccessPointName: named.id, Bucket: bucket, Alias: created.Alias }
    expect(await client.call(point.get, named)).toMatchObject({
      ...told,
      NetworkOrigin: 'vpc',
      VpcConfiguration: { VpcId: 'vpc-1' },
    })
    const listed = { AccessPoints: { AccessPoint: [told] } }
    const ofBucket = sectionOperations(documents.accessPoints).get
    expect(await client.call(ofBucket, { bucket })).toMatchObject(listed)
    const ofAccount = accountOperations(accountDocuments.accessPoints).get
    expect(await client.call(ofAccount, {})).toMatchObject(listed)
    const policy = sectionOperations(documents.accessPointPolicy)
    const document = parseSection(documents.accessPointPolicy, samples.accessPointPolicy)
    await client.call(policy.put, { ...named, document })
    expect(await client.call(policy.get, named)).toEqual(document)
    const block = sectionOperations(documents.accessPointPublicAccessBlock)
    const blocked = { BlockPublicAccess: 'true' }
    await client.call(block.put, { ...named, document: blocked })
    expect(await client.call(block.get, named)).toEqual(blocked)
    await client.call(block.delete, named)
    expect(await client.call(block.get, named)).toEqual({ BlockPublicAccess: 'false' })
    await client.call(policy.delete, named)
    await client.call(point.delete, named)
    const gone = { failure: { status: 404, code: 'NoSuchAccessPoint' } }
    await expect(client.call(point.get, named)).rejects.toMatchObject(gone)
  })

  it('asks for named callbacks', async () => {
    const { client } = target.session
    const callbacks = sectionOperations(documents.callbackPolicy)
    const item = { PolicyName: 'first', Callback: btoa('{"callbackUrl":"http://a.example"}') }
    await understood(client.call(callbacks.put, { bucket, document: { PolicyItem: [item] } }))
    await understood(client.call(callbacks.get, { bucket }))
    await understood(client.call(callbacks.delete, { bucket }))
  })

  it('asks for an index and for files from elsewhere', async () => {
    const { client } = target.session
    await understood(client.call(openMetaQuery, { bucket }))
    await understood(client.call(sectionOperations(documents.metaQuery).get, { bucket }))
    const query = '{"Field":"Size","Value":"1","Operation":"gt"}'
    await understood(client.call(doMetaQuery, { bucket, query, maxResults: 1 }))
    await understood(client.call(closeMetaQuery, { bucket }))
    const task = { Url: 'http://127.0.0.1:9/none', Object: 'fetched' }
    await understood(client.call(putAsyncFetchTask, { bucket, task }))
    const fetched = sectionOperations(documents.asyncFetchTask)
    await understood(client.call(fetched.get, { bucket, id: 'none' }))
  })
})
