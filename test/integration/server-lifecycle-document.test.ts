import { describe, expect, it } from 'vitest'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer({ lifecycleEveryMs: 10 })

const rule = (inner: string, id = 'r', prefix = ''): string =>
  `<Rule><ID>${id}</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${inner}</Rule>`
const days = (count: number): string => `<Expiration><Days>${count}</Days></Expiration>`

describe('a lifecycle', () => {
  const putRules = (inner: string): ReturnType<typeof kit.send> =>
    kit.send({
      method: 'PUT',
      query: { lifecycle: '' },
      body: `<LifecycleConfiguration>${inner}</LifecycleConfiguration>`,
    })

  it('gets an id for every rule that has none, and otherwise stays as it came', async () => {
    const bare = rule(days(1)).replace('<ID>r</ID>', '')
    await putRules(
      `${bare}${rule(days(2), 'mine', 'x')}`.replace('<Prefix></Prefix>', '<Prefix>y</Prefix>'),
    )
    const { text } = await kit.send({ query: { lifecycle: '' } })
    const ids = [...text.matchAll(/<ID>([^<]*)<\/ID>/g)].map((match) => match[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(ids[1]).toBe('mine')
    await putRules(rule(days(1)))
    expect((await kit.send({ query: { lifecycle: '' } })).text).toBe(
      `<LifecycleConfiguration>${rule(days(1))}</LifecycleConfiguration>`,
    )
  })

  const access = (inner: string): string =>
    rule(`<Transition><StorageClass>IA</StorageClass>${inner}</Transition>`)

  it.each([
    ['<IsAccessTime>true</IsAccessTime><Days>3</Days>', '0014-00000052'],
    [
      '<IsAccessTime>true</IsAccessTime><ReturnToStdWhenVisit>true</ReturnToStdWhenVisit>' +
        '<CreatedBeforeDate>2030-01-01T00:00:00.000Z</CreatedBeforeDate>',
      '0014-00000047',
    ],
    ['<Days>3</Days><ReturnToStdWhenVisit>true</ReturnToStdWhenVisit>', null],
  ])('is refused with %s', async (inner, ec) => {
    const on = '<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>'
    await kit.send({ method: 'PUT', query: { accessmonitor: '' }, body: on })
    const answer = await putRules(access(inner))
    expect([answer.status, answer.element('EC')]).toEqual([400, ec])
    expect(answer.headers['x-oss-ec']).toBe(ec ?? undefined)
  })
})

it('is carried out by the clock of the server', async () => {
  await kit.send({ method: 'PUT', key: 'old', body: 'x' })
  const body = `<LifecycleConfiguration>${rule(days(1))}</LifecycleConfiguration>`
  await kit.send({ method: 'PUT', query: { lifecycle: '' }, body })
  expect(await kit.codeOf({ key: 'old' })).toBe(200)
  kit.advance(3 * 24 * 3600 * 1000)
  while ((await kit.codeOf({ key: 'old' })) === 200);
  expect(await kit.codeOf({ key: 'old' })).toBe('NoSuchKey')
})
