import { describe, expect, it } from 'vitest'
import { setVersioning, useServer } from './server-kit/server-kit.ts'

const kit = useServer({ otherRegions: ['cn-shanghai'] })
const dayMs = 24 * 3600 * 1000

const retention = (root: string, days: number): string =>
  `<${root}><RetentionPeriodInDays>${days}</RetentionPeriodInDays></${root}>`

describe('retention', () => {
  const initiate = (days: number): { method: string; query: { worm: string }; body: string } => ({
    method: 'POST',
    query: { worm: '' },
    body: retention('InitiateWormConfiguration', days),
  })

  it('protects objects for as long as it says', async () => {
    await kit.send({ method: 'PUT', key: 'a', body: 'a' })
    expect((await kit.send(initiate(2))).headers['x-oss-worm-id']).toMatch(/^[0-9A-F]{32}$/)
    const write = { method: 'PUT', key: 'a', body: 'b' }
    expect(await kit.codeOf(write)).toBe('FileImmutable')
    expect(await kit.codeOf({ method: 'DELETE', key: 'a' })).toBe('FileImmutable')
    expect(await kit.codeOf({ method: 'PUT', key: 'new', body: 'b' })).toBe(200)
    const query = { wormId: (await kit.send({ query: { worm: '' } })).element('WormId') ?? '' }
    expect(await kit.codeOf({ method: 'POST', query, body: '' })).toBe(200)
    kit.advance(2 * dayMs + 1000)
    expect(await kit.codeOf(write)).toBe(200)
  })

  it('is locked once and for all, and then only gets longer', async () => {
    expect(await kit.codeOf({ query: { worm: '' } })).toBe('NoSuchWORMConfiguration')
    expect(await kit.codeOf(initiate(0))).toBe('MalformedXML')
    const wormId = String((await kit.send(initiate(1))).headers['x-oss-worm-id'])
    expect(await kit.codeOf(initiate(1))).toBe('WORMConfigurationAlreadyExists')
    expect(await kit.codeOf({ method: 'DELETE', query: { worm: '' } })).toBe(204)
    const second = String((await kit.send(initiate(1))).headers['x-oss-worm-id'])
    const lock = (id: string): Promise<string | number> =>
      kit.codeOf({ method: 'POST', query: { wormId: id }, body: '' })
    expect(await lock(wormId)).toBe('NoSuchWORMConfiguration')
    expect(await lock(second)).toBe(200)
    expect(await lock(second)).toBe('WORMConfigurationLocked')
    expect(await kit.codeOf({ method: 'DELETE', query: { worm: '' } })).toBe(
      'WORMConfigurationLocked',
    )
    const extend = (days: number): Promise<string | number> =>
      kit.codeOf({
        method: 'POST',
        query: { wormId: second, wormExtend: '' },
        body: retention('ExtendWormConfiguration', days),
      })
    expect(await extend(1)).toBe('InvalidWORMConfiguration')
    expect(await extend(3)).toBe(200)
    const found = await kit.send({ query: { worm: '' } })
    expect([found.element('State'), found.element('RetentionPeriodInDays')]).toEqual([
      'Locked',
      '3',
    ])
  })

  it('does not go with versioning', async () => {
    await setVersioning(kit, 'Enabled')
    expect(await kit.codeOf(initiate(1))).toBe('InvalidRequest')
    await setVersioning(kit, 'Suspended')
    expect(await kit.codeOf(initiate(1))).toBe(200)
    const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'
    const enable = { method: 'PUT', query: { versioning: '' }, body }
    expect(await kit.codeOf(enable)).toBe('InvalidRequest')
    expect(await kit.codeOf({ method: 'DELETE', query: { worm: '' } })).toBe(204)
    expect(await kit.codeOf(enable)).toBe(200)
  })

  it('is gone after a day without a lock', async () => {
    await kit.send(initiate(1))
    kit.advance(dayMs + 1000)
    expect(await kit.codeOf({ query: { worm: '' } })).toBe('NoSuchWORMConfiguration')
  })
})

describe('inventories', () => {
  const inventory = (id: string): string =>
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled><Filter><Prefix>a/</Prefix>` +
    '</Filter><Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1</AccountId>' +
    '<RoleArn>acs:ram::1:role/r</RoleArn><Bucket>acs:oss:::other</Bucket><Prefix>p/</Prefix>' +
    '</OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule>' +
    '<IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>'
  const put = (id: string, body = inventory(id)): Promise<string | number> =>
    kit.codeOf({ method: 'PUT', query: { inventory: '', inventoryId: id }, body })

  it('are kept by id and listed', async () => {
    expect([await put('a'), await put('b')]).toEqual([200, 200])
    expect(await put('a')).toBe('InventoryConfigurationAlreadyExists')
    const one = { query: { inventory: '', inventoryId: 'a' } }
    expect((await kit.send(one)).text).toBe(inventory('a'))
    const list = await kit.send({ query: { inventory: '' } })
    expect(list.text).toContain(inventory('a') + inventory('b'))
    expect(list.element('IsTruncated')).toBe('false')
    expect(await kit.codeOf({ ...one, method: 'DELETE' })).toBe(204)
    expect(await kit.codeOf(one)).toBe('NoSuchInventory')
  })

  it('come in pages of a hundred', async () => {
    for (let index = 0; index < 101; index += 1) await put(`i${String(index).padStart(3, '0')}`)
    const first = await kit.send({ query: { inventory: '' } })
    expect(first.text.match(/<Id>/g)).toHaveLength(100)
    const token = first.element('NextContinuationToken') ?? ''
    const query = { inventory: '', 'continuation-token': token }
    expect((await kit.send({ query })).text.match(/<Id>.*?<\/Id>/g)).toEqual(['<Id>i100</Id>'])
  })

  it.each([
    ['the id of another', inventory('b')],
    ['no schedule', inventory('a').replace(/<Schedule>.*<\/Schedule>/, '')],
    ['an unknown bucket', inventory('a').replace(':::other', ':::nobody')],
  ])('refuse %s', async (_what, body) => {
    expect(['MalformedXML', 'InvalidArgument']).toContain(await put('a', body))
  })
})

describe('replication', () => {
  const rule = (id: string, target = 'far-away'): string =>
    `<ReplicationConfiguration><Rule>${id === '' ? '' : `<ID>${id}</ID>`}<PrefixSet>` +
    '<Prefix>a</Prefix><Prefix>b</Prefix></PrefixSet><Action>ALL</Action><Destination>' +
    `<Bucket>${target}</Bucket><Location>oss-cn-shanghai</Location></Destination>` +
    '<HistoricalObjectReplication>enabled</HistoricalObjectReplication></Rule>' +
    '</ReplicationConfiguration>'
  const add = { method: 'POST', query: { replication: '', comp: 'add' } }

  it('keeps rules, tells their progress and lets them go', async () => {
    expect(await kit.codeOf({ query: { replication: '' } })).toBe('NoSuchReplicationConfiguration')
    const added = await kit.send({ ...add, body: rule('') })
    const id = String(added.headers['x-oss-replication-rule-id'])
    expect(await kit.codeOf({ ...add, body: rule(id) })).toBe('BucketReplicationAlreadyExist')
    const found = await kit.send({ query: { replication: '' } })
    expect(found.text).toContain('<PrefixSet><Prefix>a</Prefix><Prefix>b</Prefix></PrefixSet>')
    expect([found.element('ID'), found.element('Status')]).toEqual([id, 'starting'])
    const progress = await kit.send({ query: { replicationProgress: '', 'rule-id': id } })
    expect(progress.element('HistoricalObject')).toBe('0.0')
    const locations = await kit.send({ query: { replicationLocation: '' } })
    expect(locations.element('Location')).toBe('oss-cn-shanghai')
    const rtc = `<ReplicationRule><RTC><Status>enabled</Status></RTC><ID>${id}</ID></ReplicationRule>`
    expect(await kit.codeOf({ method: 'PUT', query: { rtc: '' }, body: rtc })).toBe(200)
    const remove = {
      method: 'POST',
      query: { replication: '', comp: 'delete' },
      body: `<ReplicationRules><ID>${id}</ID></ReplicationRules>`,
    }
    expect(await kit.codeOf(remove)).toBe(200)
    expect(await kit.codeOf({ query: { replication: '' } })).toBe('NoSuchReplicationConfiguration')
  })

  it('refuses rules that lead nowhere', async () => {
    expect(await kit.codeOf({ ...add, body: rule('', 'home') })).toBe('InvalidArgument')
    expect(await kit.codeOf({ ...add, body: rule('', '') })).toBe('MalformedXML')
    await kit.send({ ...add, body: rule('r1') })
    const query = { replicationProgress: '', 'rule-id': 'r2' }
    expect(await kit.codeOf({ query })).toBe('NoSuchReplicationRule')
  })
})

describe('domains and redundancy', () => {
  it('bind a domain that was proved', async () => {
    const body =
      '<BucketCnameConfiguration><Cname><Domain>files.example.com</Domain></Cname>' +
      '</BucketCnameConfiguration>'
    const post = (
      comp: string,
    ): { method: string; query: Record<string, string>; body: string } => ({
      method: 'POST',
      query: { cname: '', comp },
      body,
    })
    const token = await kit.send(post('token'))
    const query = { cname: 'files.example.com', comp: 'token' }
    expect((await kit.send({ query })).element('Token')).toBe(token.element('Token'))
    expect(await kit.codeOf(post('add'))).toBe(200)
    const list = await kit.send({ query: { cname: '' } })
    expect([list.element('Domain'), list.element('Bucket')]).toEqual(['files.example.com', 'home'])
    expect(await kit.codeOf(post('delete'))).toBe(200)
    expect((await kit.send({ query: { cname: '' } })).element('Domain')).toBeNull()
  })

  it('queue one change from LRS to ZRS', async () => {
    const query = { redundancyTransition: '', 'x-oss-target-redundancy-type': 'ZRS' }
    const created = await kit.send({ method: 'POST', query, body: '' })
    const task = created.element('TaskId') ?? ''
    const one = { redundancyTransition: '', 'x-oss-redundancy-transition-taskid': task }
    expect((await kit.send({ query: one })).element('Status')).toBe('Queueing')
    expect((await kit.send({ query: { redundancyTransition: '' } })).element('TaskId')).toBe(task)
    expect((await kit.send({ method: 'POST', query, body: '' })).status).toBe(409)
    expect(await kit.codeOf({ method: 'DELETE', query: one })).toBe(204)
    expect(await kit.codeOf({ query: one })).toBe('NoSuchDataRedundancyTransition')
  })

  it('list the changes of an account in pages', async () => {
    const query = { redundancyTransition: '', 'x-oss-target-redundancy-type': 'ZRS' }
    const ids: (string | null)[] = []
    for (const bucket of ['home', 'other']) {
      const created = await kit.send({ method: 'POST', bucket, query, body: '' })
      ids.push(created.element('TaskId'))
    }
    const page = (token: string): ReturnType<typeof kit.send> =>
      kit.send({
        bucket: undefined,
        query: { redundancyTransition: '', 'max-keys': '1', 'continuation-token': token },
      })
    const first = await page('')
    expect(first.element('IsTruncated')).toBe('true')
    const second = await page(first.element('NextContinuationToken') ?? '')
    expect([second.element('IsTruncated'), second.element('NextContinuationToken')]).toEqual([
      'false',
      '',
    ])
    expect([first.element('TaskId'), second.element('TaskId')]).toEqual(ids.sort())
    const tooMany = { redundancyTransition: '', 'max-keys': '1001' }
    expect(await kit.codeOf({ query: tooMany })).toBe('InvalidArgument')
  })

  it('name the regions', async () => {
    const all = await kit.send({ bucket: undefined, query: { regions: '' } })
    expect(all.text.match(/<RegionInfo>/g)?.length).toBeGreaterThan(20)
    const one = await kit.send({ bucket: undefined, query: { regions: 'oss-cn-shanghai' } })
    expect(one.element('InternalEndpoint')).toBe('oss-cn-shanghai-internal.aliyuncs.com')
  })
})
