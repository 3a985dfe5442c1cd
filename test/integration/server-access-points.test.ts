import { describe, expect, it } from 'vitest'
import type { RawRequest } from '../oss-server/raw-request.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()
const points = { query: { accessPoint: '' } }
const named = (name: string): RawRequest => ({
  ...points,
  headers: { 'x-oss-access-point-name': name },
})
const rules = (name: string): RawRequest => ({ ...named(name), query: { accessPointPolicy: '' } })
const block = (name: string): RawRequest => ({
  query: { publicAccessBlock: '', 'x-oss-access-point-name': name },
})
const blocked =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess>' +
  '</PublicAccessBlockConfiguration>'

function creation(name: string, network = '<NetworkOrigin>internet</NetworkOrigin>'): RawRequest {
  const inner = `<AccessPointName>${name}</AccessPointName>${network}`
  const root = 'CreateAccessPointConfiguration'
  return { ...points, method: 'PUT', body: `<${root}>${inner}</${root}>` }
}

function policy(principal: string): string {
  const resource = 'acs:oss:cn-hangzhou:1000000000000000:accesspoint/ap-01/object/*'
  const statement = {
    Effect: 'Allow',
    Action: ['oss:GetObject'],
    Principal: [principal],
    Resource: [resource],
  }
  return JSON.stringify({ Version: '1', Statement: [statement] })
}

describe('access points', () => {
  it('are created, told, kept over a restart and deleted with what was set of them', async () => {
    const vpc =
      '<NetworkOrigin>vpc</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>'
    const created = await kit.send(creation('ap-01', vpc))
    const arn = 'acs:oss:cn-hangzhou:1000000000000000:accesspoint/ap-01'
    expect(created.element('AccessPointArn')).toBe(arn)
    expect(created.element('Alias')).toMatch(/^ap-01-[0-9a-f]{32}-ossalias$/)
    expect(await kit.codeOf({ ...rules('ap-01'), method: 'PUT', body: policy('300') })).toBe(200)
    expect(await kit.codeOf({ ...block('ap-01'), method: 'PUT', body: blocked })).toBe(200)
    await kit.restart()
    const told = await kit.send(named('ap-01'))
    const elements = 'Bucket AccountId NetworkOrigin VpcId AccessPointArn Status BlockPublicAccess'
    expect(elements.split(' ').map((name) => told.element(name))).toEqual([
      'home',
      '1000000000000000',
      'vpc',
      'vpc-1',
      arn,
      'enable',
      'true',
    ])
    expect(told.element('Alias')).toBe(created.element('Alias'))
    expect((await kit.send(rules('ap-01'))).text).toBe(policy('300'))
    // That of the bucket itself is another one.
    const ofBucket = await kit.send({ query: { publicAccessBlock: '' } })
    expect(ofBucket.element('BlockPublicAccess')).toBe('false')
    expect(await kit.codeOf({ ...named('ap-01'), method: 'DELETE' })).toBe(204)
    for (const gone of [named('ap-01'), rules('ap-01'), block('ap-01')]) {
      expect(await kit.codeOf(gone)).toBe('NoSuchAccessPoint')
    }
    await kit.send(creation('ap-01'))
    expect(await kit.codeOf(rules('ap-01'))).toBe('NoSuchBucketPolicy')
    expect((await kit.send(block('ap-01'))).element('BlockPublicAccess')).toBe('false')
  })

  it('have names of their own in an account', async () => {
    for (const name of ['ab', '-ap', 'ap-', 'Ap1', 'a'.repeat(20), 'my-ossalias']) {
      expect(await kit.codeOf(creation(name))).toBe('InvalidArgument')
    }
    expect(await kit.codeOf(creation('abc'))).toBe(200)
    expect(await kit.codeOf({ ...creation('abc'), bucket: 'other' })).toBe('InvalidArgument')
    expect(await kit.codeOf(creation('def', '<NetworkOrigin>vpc</NetworkOrigin>'))).toBe(
      'InvalidArgument',
    )
    expect(await kit.codeOf(creation('def', ''))).toBe('MalformedXML')
    expect(await kit.codeOf({ ...creation('def'), bucket: 'nowhere' })).toBe('NoSuchBucket')
  })

  it('are listed of a bucket and of the account, in pages', async () => {
    for (const name of ['ap-02', 'ap-01']) await kit.send(creation(name))
    await kit.send({ ...creation('ap-03'), bucket: 'other' })
    const names = async (raw: RawRequest): Promise<readonly (string | undefined)[]> =>
      [...(await kit.send(raw)).text.matchAll(/<AccessPointName>([^<]*)</g)].map(([, name]) => name)
    expect(await names(points)).toEqual(['ap-01', 'ap-02'])
    expect(await names({ ...points, bucket: undefined })).toEqual(['ap-01', 'ap-02', 'ap-03'])
    const page = { bucket: undefined, query: { accessPoint: '', 'max-keys': '2' } }
    const first = await kit.send(page)
    expect([first.element('IsTruncated'), first.element('MaxKeys')]).toEqual(['true', '2'])
    const token = first.element('NextContinuationToken') ?? ''
    const second = { ...page.query, 'continuation-token': token }
    expect(await names({ bucket: undefined, query: second })).toEqual(['ap-03'])
    const tooMany = { accessPoint: '', 'max-keys': '101' }
    expect(await kit.codeOf({ query: tooMany })).toBe('InvalidArgument')
    expect(await kit.codeOf({ query: tooMany, bucket: undefined })).toBe(200)
  })

  it('take no policy that is none, nor a public one where that is blocked', async () => {
    await kit.send(creation('ap-01'))
    const put = (body: string): RawRequest => ({ ...rules('ap-01'), method: 'PUT', body })
    expect(await kit.codeOf(put('{}'))).toBe('InvalidPolicyDocument')
    expect(await kit.codeOf(put(policy('*')))).toBe(200)
    await kit.send({ ...block('ap-01'), method: 'PUT', body: blocked })
    expect(await kit.codeOf(put(policy('*')))).toBe('AccessDenied')
    expect(await kit.codeOf({ ...block('ap-01'), method: 'DELETE' })).toBe(204)
    expect(await kit.codeOf(put(policy('*')))).toBe(200)
    expect(await kit.codeOf({ ...rules('ap-01'), method: 'DELETE' })).toBe(204)
    expect(await kit.codeOf(rules('ap-01'))).toBe('NoSuchBucketPolicy')
  })
})
