import { expect, it } from 'vitest'
import type { RawRequest } from '../oss-server/raw-request.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()
const account = (query: Readonly<Record<string, string>>): RawRequest => ({
  bucket: undefined,
  query,
})
const limits = '<QoSConfiguration><TotalQps>100</TotalQps></QoSConfiguration>'

/** As the service makes them for those whom it invites. */
function seed(name: string): void {
  const bucket = (each: string): string =>
    `<ResourcePoolBucket><Name>${each}</Name><JoinTime>2024-11-29T08:42:32.000Z</JoinTime></ResourcePoolBucket>`
  const document =
    `<ResourcePool><Name>${name}</Name><CreateTime>2024-11-29T08:42:32.000Z</CreateTime>` +
    `${limits}${bucket('home')}${bucket('other')}</ResourcePool>`
  const scope = '/1000000000000000'
  kit.server.store.buckets.setConfiguration(scope, `resourcePool/${name}`, document)
}

it('lists the pools of an account, which has none at first', async () => {
  const none = await kit.send(account({ resourcePool: '' }))
  expect(none.text).not.toContain('<ResourcePool>')
  expect([none.element('Region'), none.element('Owner')]).toEqual([
    'cn-hangzhou',
    '1000000000000000',
  ])
  seed('a')
  seed('b')
  const first = await kit.send(account({ resourcePool: '', 'max-keys': '1' }))
  expect([first.element('Name'), first.element('IsTruncated')]).toEqual(['a', 'true'])
  const token = first.element('NextContinuationToken') ?? ''
  const second = await kit.send(account({ resourcePool: '', 'continuation-token': token }))
  expect([second.element('Name'), second.element('IsTruncated')]).toEqual(['b', 'false'])
})

it('tells the limits and the buckets of a pool', async () => {
  seed('a')
  const told = await kit.send(account({ resourcePoolInfo: '', resourcePool: 'a' }))
  expect(['Name', 'TotalQps', 'IntranetQps'].map((each) => told.element(each))).toEqual([
    'a',
    '100',
    '-1',
  ])
  const query = { resourcePoolBuckets: '', resourcePool: 'a', 'max-keys': '1' }
  const first = await kit.send(account(query))
  expect([first.element('Name'), first.element('NextContinuationToken')]).toEqual(['home', 'home'])
  const second = await kit.send(account({ ...query, 'continuation-token': 'home' }))
  expect([second.element('Name'), second.element('IsTruncated')]).toEqual(['other', 'false'])
})

it('keeps the limits of the requesters of a pool over a restart', async () => {
  seed('a')
  seed('b')
  const pool = { requesterQosInfo: '', resourcePool: 'a' }
  const one = account({ ...pool, qosRequester: '300' })
  expect(await kit.codeOf({ ...one, method: 'PUT', body: limits })).toBe(200)
  await kit.restart()
  expect((await kit.send(one)).text).toContain(`<Requester>300</Requester>${limits}`)
  const listed = await kit.send(account(pool))
  expect([listed.element('ResourcePool'), listed.element('Requester')]).toEqual(['a', '300'])
  const ofOther = await kit.send(account({ ...pool, resourcePool: 'b' }))
  expect(ofOther.element('Requester')).toBeNull()
  expect(await kit.codeOf({ ...one, method: 'DELETE' })).toBe(204)
  expect((await kit.send(one)).element('TotalQps')).toBe('-1')
  const wrong = limits.replace('100', 'many')
  expect(await kit.codeOf({ ...one, method: 'PUT', body: wrong })).toBe('InvalidArgument')
})

it.each<Readonly<Record<string, string>>>([
  { resourcePoolInfo: '' },
  { resourcePoolBuckets: '' },
  { requesterQosInfo: '' },
  { requesterQosInfo: '', qosRequester: '300' },
])('knows no other pool: %o', async (query) => {
  const answer = await kit.send(account({ ...query, resourcePool: 'none' }))
  expect([answer.status, answer.element('Code')]).toEqual([404, 'NoSuchResourcePool'])
})
