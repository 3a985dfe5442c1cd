import { describe, expect, it } from 'vitest'
import { actionOperation } from '../../../electron/oss/operations/section.ts'
import { documents } from '../../../shared/oss/documents.ts'
import { InputError } from '../../../shared/oss/input-error.ts'
import type { SectionDocument } from '../../../shared/oss/section.ts'

/** The requests that turn one document into the other, as `POST ?worm <RetentionPeriodInDays>1</…>`. */
function asked<Document>(
  { write }: SectionDocument<string, Document>,
  before: Document,
  after: Document,
): readonly string[] {
  if (write.kind !== 'steps') throw new Error('not written in steps')
  return write.steps(before, after).map((step) => {
    const { query, body } = actionOperation(step, () => undefined).request({ bucket: 'b' })
    const names = Object.entries(query ?? {}).map(([name, value]) =>
      value === null ? name : `${name}=${value}`,
    )
    const text = String(body ?? '').replace(/^<\?.*\?>\n/, '')
    return `${step.method} ?${names.join('&')} ${text}`.trim()
  })
}

describe('a retention policy', () => {
  const none = {}
  const begun = { WormId: 'W', State: 'InProgress', RetentionPeriodInDays: '1' }
  const locked = { ...begun, State: 'Locked' }
  const days = (root: string, count: number): string =>
    `<${root}><RetentionPeriodInDays>${count}</RetentionPeriodInDays></${root}>`

  it.each([
    ['nothing', none, none, []],
    ['the same', locked, locked, []],
    ['a beginning', none, begun, [`POST ?worm ${days('InitiateWormConfiguration', 1)}`]],
    ['an end in time', begun, none, ['DELETE ?worm']],
    ['a lock', begun, locked, ['POST ?wormId=W']],
    [
      'another time before the lock',
      begun,
      { ...begun, RetentionPeriodInDays: '3' },
      ['DELETE ?worm', `POST ?worm ${days('InitiateWormConfiguration', 3)}`],
    ],
    [
      'a longer time',
      locked,
      { ...locked, RetentionPeriodInDays: '9' },
      [`POST ?wormId=W&wormExtend ${days('ExtendWormConfiguration', 9)}`],
    ],
    [
      'a new one after the last has ended',
      { ...locked, State: 'Expired' },
      begun,
      [`POST ?worm ${days('InitiateWormConfiguration', 1)}`],
    ],
  ])('can be told: %s', (_, before, after, requests) => {
    expect(asked(documents.worm, before, after)).toEqual(requests)
  })

  it.each([
    ['taken back after the lock', locked, none],
    ['locked unseen', none, locked],
    ['locked with another time', begun, { ...locked, RetentionPeriodInDays: '9' }],
    ['unlocked', locked, begun],
  ])('cannot be %s', (_, before, after) => {
    expect(() => asked(documents.worm, before, after)).toThrow(InputError)
  })
})

describe('rules of replication', () => {
  const rule = { ID: 'r1', Action: 'ALL', Status: 'doing', Destination: { Bucket: 't' } }
  const added = '<ID>r1</ID><Action>ALL</Action><Destination><Bucket>t</Bucket></Destination>'
  const add = `POST ?replication&comp=add <ReplicationConfiguration><Rule>${added}</Rule></ReplicationConfiguration>`
  const remove = 'POST ?replication&comp=delete <ReplicationRules><ID>r1</ID></ReplicationRules>'
  const all = (...Rule: readonly object[]): { Rule: never[] } => ({ Rule: Rule as never[] })

  it('are added and removed one by one', () => {
    expect(asked(documents.replication, all(), all(rule))).toEqual([add])
    expect(asked(documents.replication, all(rule), all())).toEqual([remove])
    expect(asked(documents.replication, all(rule), all({ ...rule, Status: 'starting' }))).toEqual(
      [],
    )
    const put = asked(documents.replication, all({ ...rule, Action: 'PUT' }), all(rule))
    expect(put).toEqual([remove, add])
  })

  it('get and lose their time control in place', () => {
    const timed = { ...rule, RTC: { Status: 'enabled' } }
    const switched = (status: string): string =>
      `PUT ?rtc <ReplicationRule><RTC><Status>${status}</Status></RTC><ID>r1</ID></ReplicationRule>`
    expect(asked(documents.replication, all(rule), all(timed))).toEqual([switched('enabled')])
    expect(asked(documents.replication, all(timed), all(rule))).toEqual([switched('disabled')])
  })

  it('without an id are always new', () => {
    const { ID: _, ...unnamed } = rule
    const requests = asked(documents.replication, all(rule), all(rule, unnamed))
    expect(requests).toEqual([add.replace('<ID>r1</ID>', '')])
  })
})

it('styles are written over, inventories made anew', () => {
  const style = (Content: string) => ({ Style: [{ Name: 'a', Content }] })
  expect(asked(documents.styles, style('image/info'), style('image/resize,w_1'))).toEqual([
    'PUT ?style&styleName=a <Style><Content>image/resize,w_1</Content></Style>',
  ])
  const report = (IsEnabled: string) => ({ InventoryConfiguration: [{ Id: 'a', IsEnabled }] })
  expect(asked(documents.inventories, report('true'), report('false'))).toEqual([
    'DELETE ?inventory&inventoryId=a',
    'PUT ?inventory&inventoryId=a <InventoryConfiguration><Id>a</Id><IsEnabled>false</IsEnabled></InventoryConfiguration>',
  ])
})

it('domains are bound and let go by their names alone', () => {
  const domains = (...names: readonly string[]) => ({ Cname: names.map((Domain) => ({ Domain })) })
  const body = (name: string): string =>
    `<BucketCnameConfiguration><Cname><Domain>${name}</Domain></Cname></BucketCnameConfiguration>`
  expect(asked(documents.cnames, domains('a.example', 'b.example'), domains('c.example'))).toEqual([
    `POST ?cname&comp=delete ${body('a.example')}`,
    `POST ?cname&comp=delete ${body('b.example')}`,
    `POST ?cname&comp=add ${body('c.example')}`,
  ])
  const seen = { Cname: [{ Domain: 'a.example', Status: 'Enabled' }] }
  expect(asked(documents.cnames, seen, domains('a.example'))).toEqual([])
})
