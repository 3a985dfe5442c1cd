import { beforeEach, describe, expect, it } from 'vitest'
import { setVersioning, useServer } from './server-kit/server-kit.ts'

const kit = useServer()
const dayMs = 24 * 3600 * 1000
const midnightAfter = (ms: number): number => Math.ceil(ms / dayMs) * dayMs

const rule = (inner: string, id = 'r', status = 'Enabled', prefix = ''): string =>
  `<Rule><ID>${id}</ID><Prefix>${prefix}</Prefix><Status>${status}</Status>${inner}</Rule>`
const days = (count: number): string => `<Expiration><Days>${count}</Days></Expiration>`
const tag = (key: string, value: string): string =>
  `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`

async function setRules(...rules: readonly string[]): Promise<void> {
  const answer = await kit.send({
    method: 'PUT',
    query: { lifecycle: '' },
    headers: { 'x-oss-allow-same-action-overlap': 'true' },
    body: `<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`,
  })
  expect([answer.status, answer.text]).toEqual([200, ''])
}

async function setMonitor(status: string): Promise<void> {
  const body = `<AccessMonitorConfiguration><Status>${status}</Status></AccessMonitorConfiguration>`
  expect(await kit.codeOf({ method: 'PUT', query: { accessmonitor: '' }, body })).toBe(200)
}

function put(
  key: string,
  headers: Readonly<Record<string, string>> = {},
  body = 'x',
): Promise<unknown> {
  return kit.send({ method: 'PUT', key, body, headers })
}

/** Carries the rules of the bucket out as of now. */
async function run(): Promise<Readonly<Record<string, number>>> {
  const answer = await fetch(
    `${kit.server.url}/-/lifecycle?bucket=home&at=${new Date(now()).toISOString()}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${kit.server.adminToken}` },
    },
  )
  const reports = (await answer.json()) as Record<string, Record<string, number>>
  return reports.home ?? {}
}

let aheadMs = 0
/** Noon, so that no test runs across a midnight. */
beforeEach(() => {
  aheadMs = 0
  pass(midnightAfter(Date.now()) + dayMs / 2 - Date.now())
})

function pass(ms: number): void {
  aheadMs += ms
  kit.advance(ms)
}

function now(): number {
  return Date.now() + aheadMs
}

async function keys(): Promise<readonly string[]> {
  const list = await kit.send({})
  return [...list.text.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1] ?? '')
}

async function headOf(key: string, query = {}): Promise<Readonly<Record<string, unknown>>> {
  return (await kit.send({ method: 'HEAD', key, query })).headers
}

async function classOf(key: string): Promise<unknown> {
  return (await headOf(key))['x-oss-storage-class']
}

describe('expiration', () => {
  it('is told before it happens, by the first of the rules', async () => {
    await put('logs/a')
    await setRules(
      rule(days(9), 'late'),
      rule(days(3), 'soon 早'),
      rule(days(1), 'off', 'Disabled'),
    )
    const at = new Date(midnightAfter(now()) + 3 * dayMs).toUTCString()
    const expected = `expiry-date="${at}", rule-id="soon%20%E6%97%A9"`
    expect((await headOf('logs/a'))['x-oss-expiration']).toBe(expected)
    expect((await kit.send({ key: 'logs/a' })).headers['x-oss-expiration']).toBe(expected)
    expect((await headOf('logs/a', { versionId: 'null' }))['x-oss-expiration']).toBeUndefined()
    await kit.send({ method: 'DELETE', query: { lifecycle: '' } })
    expect((await headOf('logs/a'))['x-oss-expiration']).toBeUndefined()
  })

  it('counts days from the midnight after the last change, and can be repeated', async () => {
    await put('a')
    await setRules(rule(days(1)))
    pass(midnightAfter(now()) - now() + dayMs - 60_000)
    expect((await run()).expired).toBe(0)
    pass(120_000)
    expect((await run()).expired).toBe(1)
    expect(await keys()).toEqual([])
    expect((await run()).expired).toBe(0)
  })

  it('takes what was last changed before a date', async () => {
    await put('old')
    pass(3 * dayMs)
    await put('new')
    const date = new Date(midnightAfter(now()) - dayMs).toISOString()
    await setRules(rule(`<Expiration><CreatedBeforeDate>${date}</CreatedBeforeDate></Expiration>`))
    expect(String((await headOf('old'))['x-oss-expiration'])).toContain(
      new Date(date).toUTCString(),
    )
    expect((await run()).expired).toBe(1)
    expect(await keys()).toEqual(['new'])
  })

  it('goes by prefix, tags, size and exceptions', async () => {
    for (const key of ['logs/a', 'logs/keep/a', 'other']) await put(key)
    await put('logs/tagged', { 'x-oss-tagging': 'a=1&b=2' })
    await put('logs/keep/tagged', { 'x-oss-tagging': 'hold=yes&a=1' })
    await put('logs/big', { 'x-oss-tagging': 'a=1' }, 'x'.repeat(600))
    const filter = `<Filter><Not><Prefix>logs/keep/</Prefix>${tag('hold', 'yes')}</Not></Filter>`
    await setRules(rule(tag('a', '1') + filter + days(1), 'r', 'Enabled', 'logs/'))
    pass(3 * dayMs)
    expect((await run()).expired).toBe(2)
    expect(await keys()).toEqual(['logs/a', 'logs/keep/a', 'logs/keep/tagged', 'other'])
    const sizes =
      '<Filter><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan>' +
      '<ObjectSizeLessThan>20</ObjectSizeLessThan></Filter>'
    for (const size of [10, 11, 19, 20]) await put(`s${size}`, {}, 'x'.repeat(size))
    await setRules(rule(sizes + days(1)))
    pass(3 * dayMs)
    await run()
    expect((await keys()).filter((key) => key.startsWith('s'))).toEqual(['s10', 's20'])
  })

  it('leaves alone what a retention policy protects', async () => {
    await put('a')
    await kit.send({
      method: 'POST',
      query: { worm: '' },
      body: '<InitiateWormConfiguration><RetentionPeriodInDays>9</RetentionPeriodInDays></InitiateWormConfiguration>',
    })
    const query = { wormId: (await kit.send({ query: { worm: '' } })).element('WormId') ?? '' }
    await kit.send({ method: 'POST', query, body: '' })
    await setRules(rule(days(1)))
    pass(3 * dayMs)
    expect((await run()).expired).toBe(0)
    pass(9 * dayMs)
    expect((await run()).expired).toBe(1)
  })
})

describe('in a bucket with versions', () => {
  async function versions(): Promise<readonly string[]> {
    const { text } = await kit.send({ query: { versions: '' } })
    return [...text.matchAll(/<(Version|DeleteMarker)><Key>([^<]*)</g)].map(
      (match) => `${match[1]} ${match[2]}`,
    )
  }

  it('puts a marker in front, then takes away what is behind, then the marker', async () => {
    await setVersioning(kit, 'Enabled')
    await put('a')
    const noncurrent =
      '<NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays></NoncurrentVersionExpiration>'
    const markers =
      '<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>'
    await setRules(rule(days(1) + noncurrent, 'r1'), rule(markers, 'r2'))
    pass(2 * dayMs)
    expect(await run()).toMatchObject({ expired: 1, versions: 0, markers: 0 })
    expect(await versions()).toEqual(['DeleteMarker a', 'Version a'])
    expect(await kit.codeOf({ key: 'a' })).toBe('NoSuchKey')
    pass(2 * dayMs - 3600_000)
    expect((await run()).versions).toBe(0)
    pass(dayMs + 3600_000)
    expect(await run()).toMatchObject({ expired: 0, versions: 1 })
    expect(await versions()).toEqual(['DeleteMarker a'])
    expect((await run()).markers).toBe(1)
    expect(await versions()).toEqual([])
  })

  it('moves older versions by the time at which they were replaced', async () => {
    await setVersioning(kit, 'Enabled')
    await put('a')
    pass(9 * dayMs)
    await put('a')
    const step =
      '<NoncurrentVersionTransition><NoncurrentDays>3</NoncurrentDays>' +
      '<StorageClass>Archive</StorageClass></NoncurrentVersionTransition>'
    await setRules(rule(step))
    pass(2 * dayMs)
    expect((await run()).transitioned).toBe(0)
    pass(2 * dayMs)
    expect((await run()).transitioned).toBe(1)
    const { text } = await kit.send({ query: { versions: '' } })
    expect(text.match(/<StorageClass>.*?<\/StorageClass>/g)).toEqual([
      '<StorageClass>Standard</StorageClass>',
      '<StorageClass>Archive</StorageClass>',
    ])
    expect(await classOf('a')).toBe('Standard')
  })
})

describe('transitions', () => {
  const step = (count: number, storageClass: string, more = ''): string =>
    `<Transition><Days>${count}</Days><StorageClass>${storageClass}</StorageClass>${more}</Transition>`

  it('lead to colder classes, and say when', async () => {
    await put('a', {}, 'x'.repeat(70_000))
    await put('small')
    await put('cold', { 'x-oss-storage-class': 'Archive' })
    await setRules(
      rule(step(1, 'IA', '<AllowSmallFile>false</AllowSmallFile>') + step(5, 'Archive')),
    )
    pass(2 * dayMs)
    expect((await run()).transitioned).toBe(1)
    expect([await classOf('a'), await classOf('small')]).toEqual(['IA', 'Standard'])
    const at = String((await headOf('a'))['x-oss-transition-time'])
    expect(Math.abs(Date.parse(at) - now())).toBeLessThan(60_000)
    const meta = await headOf('a', { objectMeta: '' })
    expect(meta['x-oss-transition-time']).toBe(at)
    expect((await kit.send({})).element('TransitionTime')).toBe(new Date(at).toISOString())
    expect((await headOf('cold'))['x-oss-transition-time']).toBeUndefined()
    pass(4 * dayMs)
    expect((await run()).transitioned).toBe(2)
    expect([await classOf('a'), await classOf('small')]).toEqual(['Archive', 'Archive'])
    expect(await kit.codeOf({ key: 'a' })).toBe('InvalidObjectState')
    await kit.restart()
    expect((await headOf('a'))['x-oss-transition-time']).toBeDefined()
  })

  it('leave what is appended to within reach until it is sealed', async () => {
    const query = { append: '', position: '0' }
    await kit.send({ method: 'POST', key: 'log', query, body: 'one' })
    await setRules(rule(step(1, 'ColdArchive')))
    pass(3 * dayMs)
    expect((await run()).transitioned).toBe(0)
    await kit.send({ method: 'POST', key: 'log', query: { seal: '', position: '3' }, body: '' })
    expect((await run()).transitioned).toBe(1)
  })

  it('count from the last access where the bucket records it', async () => {
    await setMonitor('Enabled')
    await put('read')
    await put('unread')
    const returns =
      '<IsAccessTime>true</IsAccessTime><ReturnToStdWhenVisit>true</ReturnToStdWhenVisit>'
    await setRules(rule(step(3, 'IA', returns)))
    expect(Number((await kit.send({ query: { lifecycle: '' } })).element('AtimeBase'))).toBeCloseTo(
      now() / 1000,
      -2,
    )
    pass(3 * dayMs)
    await kit.send({ key: 'read' })
    const readAt = String((await headOf('read'))['x-oss-last-access-time'])
    expect(Math.abs(Date.parse(readAt) - now())).toBeLessThan(60_000)
    pass(1.5 * dayMs)
    expect((await run()).transitioned).toBe(1)
    expect([await classOf('read'), await classOf('unread')]).toEqual(['Standard', 'IA'])
    await kit.send({ key: 'unread' })
    expect(await classOf('unread')).toBe('Standard')
    await kit.send({ method: 'DELETE', query: { lifecycle: '' } })
    await setMonitor('Disabled')
    expect((await headOf('read'))['x-oss-last-access-time']).toBeUndefined()
  })
})

it('aborts uploads that nobody finishes', async () => {
  for (const key of ['logs/a', 'other']) {
    await kit.send({ method: 'POST', key, query: { uploads: '' }, body: '' })
  }
  const abort = '<AbortMultipartUpload><Days>2</Days></AbortMultipartUpload>'
  await setRules(rule(abort, 'r', 'Enabled', 'logs/'))
  pass(dayMs)
  expect((await run()).uploads).toBe(0)
  pass(2 * dayMs)
  expect((await run()).uploads).toBe(1)
  const list = await kit.send({ query: { uploads: '' } })
  expect(list.text.match(/<Key>.*?<\/Key>/g)).toEqual(['<Key>other</Key>'])
})
