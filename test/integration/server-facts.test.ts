import { describe, expect, it } from 'vitest'
import type { RawAnswer } from '../oss-server/raw-request.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

describe('the index of a bucket', () => {
  const call = (comp: string, body = ''): Promise<RawAnswer> =>
    kit.send({ method: 'POST', query: { metaQuery: '', comp }, body })
  const query = (inner: string): Promise<RawAnswer> =>
    call('query', `<MetaQuery>${inner}</MetaQuery>`)
  const names = ({ text }: RawAnswer): readonly (string | undefined)[] =>
    [...text.matchAll(/<Filename>([^<]*)</g)].map((match) => match[1])

  async function fill(): Promise<void> {
    const tagged = { 'x-oss-tagging': 'owner=John' }
    const described = { 'x-oss-meta-location': 'hangzhou', 'x-oss-storage-class': 'IA' }
    await kit.send({ method: 'PUT', key: 'a.txt', body: 'x', headers: tagged })
    await kit.send({ method: 'PUT', key: 'b/photo.png', body: 'xxx', headers: described })
    await kit.send({ method: 'PUT', key: 'b/text.txt', body: 'xx' })
    await call('add')
  }

  it('is opened, asked for and closed', async () => {
    const status = { query: { metaQuery: '' } }
    expect(await kit.codeOf(status)).toBe('MetaQueryNotExist')
    expect((await query('')).element('Code')).toBe('MetaQueryNotExist')
    expect((await call('add')).status).toBe(200)
    expect((await call('add')).element('Code')).toBe('MetaQueryAlreadyExist')
    const opened = await kit.send(status)
    expect([opened.element('State'), opened.element('MetaQueryMode')]).toEqual(['Running', 'basic'])
    expect([(await call('delete')).status, (await call('delete')).status]).toEqual([200, 200])
    expect(await kit.codeOf(status)).toBe('MetaQueryNotExist')
  })

  it.each([
    ['{"Field":"Size","Value":"1","Operation":"gt"}', ['b/photo.png', 'b/text.txt']],
    ['{"Field":"Filename","Value":"b/","Operation":"prefix"}', ['b/photo.png', 'b/text.txt']],
    ['{"Field":"Filename","Value":"TXT","Operation":"match"}', ['a.txt', 'b/text.txt']],
    ['{"Field":"OSSTagging.owner","Value":"John","Operation":"eq"}', ['a.txt']],
    [
      '{"Field":"OSSUserMeta.x-oss-meta-location","Value":"hangzhou","Operation":"eq"}',
      ['b/photo.png'],
    ],
    ['{"Field":"OSSStorageClass","Value":"IA","Operation":"eq"}', ['b/photo.png']],
    [
      '{"Operation":"and","SubQueries":[{"Field":"Size","Value":"3","Operation":"lt"},' +
        '{"Operation":"not","SubQueries":[{"Field":"Filename","Value":"a.txt","Operation":"eq"}]}]}',
      ['b/text.txt'],
    ],
  ])('finds %s', async (condition, expected) => {
    await fill()
    const answer = await query(`<Query>${condition}</Query>`)
    expect(names(answer)).toEqual(expected)
  })

  it('sorts, pages and tells the facts of what it finds', async () => {
    await fill()
    const sort = '<Sort>Size</Sort><Order>desc</Order><MaxResults>2</MaxResults>'
    const first = await query(sort)
    expect(names(first)).toEqual(['b/photo.png', 'b/text.txt'])
    expect([first.element('Size'), first.element('OSSStorageClass')]).toEqual(['3', 'IA'])
    expect(first.text).toContain(
      '<UserMeta><Key>x-oss-meta-location</Key><Value>hangzhou</Value></UserMeta>',
    )
    const token = `<NextToken>${first.element('NextToken')}</NextToken>`
    const second = await query(sort + token)
    expect([names(second), second.element('NextToken')]).toEqual([['a.txt'], ''])
    expect((await query('<NextToken>?</NextToken>')).element('Code')).toBe('InvalidArgument')
  })

  it('sums up', async () => {
    await fill()
    const wanted = ['sum', 'min', 'max', 'average', 'count', 'distinct'].map(
      (operation) =>
        `<Aggregation><Field>Size</Field><Operation>${operation}</Operation></Aggregation>`,
    )
    const group =
      '<Aggregation><Field>OSSStorageClass</Field><Operation>group</Operation></Aggregation>'
    const { text } = await query(`<Aggregations>${wanted.join('')}${group}</Aggregations>`)
    const values = [...text.matchAll(/<Operation>\w+<\/Operation><Value>([^<]*)</g)]
    expect(values.map((match) => match[1])).toEqual(['6', '1', '3', '2', '3', '3'])
    expect(text).toContain('<Group><Value>Standard</Value><Count>2</Count></Group>')
  })

  it.each([
    '<Query>not JSON</Query>',
    '<Query>{"Field":"Color","Value":"1","Operation":"eq"}</Query>',
    '<Query>{"Field":"Size","Value":"1","Operation":"near"}</Query>',
    '<Sort>Color</Sort>',
    '<Order>up</Order>',
  ])('refuses %s', async (inner) => {
    await fill()
    expect((await query(inner)).element('Code')).toBe('InvalidArgument')
  })
})

describe('limits', () => {
  const limits = '<QoSConfiguration><TotalQps>9</TotalQps></QoSConfiguration>'

  it('of a bucket and of what it holds come back as they were put', async () => {
    const bucket = { query: { qosInfo: '' } }
    expect((await kit.send(bucket)).element('ExtranetUploadBandwidth')).toBe('-1')
    expect(await kit.codeOf({ ...bucket, method: 'PUT', body: limits })).toBe(200)
    expect((await kit.send(bucket)).text).toBe(limits)
    expect(await kit.codeOf({ ...bucket, method: 'PUT', body: limits.replace('9', 'x') })).toBe(
      'InvalidArgument',
    )
    expect(await kit.codeOf({ ...bucket, method: 'DELETE' })).toBe(204)
    const capacity = { query: { qos: '' } }
    expect((await kit.send(capacity)).element('StorageCapacity')).toBe('-1')
    const body = '<BucketUserQos><StorageCapacity>20</StorageCapacity></BucketUserQos>'
    expect(await kit.codeOf({ ...capacity, method: 'PUT', body })).toBe(200)
    expect((await kit.send(capacity)).element('StorageCapacity')).toBe('20')
    const user = await kit.send({ bucket: undefined, query: { qosInfo: '' } })
    expect([user.element('Region'), user.element('TotalQps')]).toEqual(['cn-hangzhou', '-1'])
  })

  it('of requesters are kept by their ids and listed in pages', async () => {
    const of = (requester: string): { query: Record<string, string> } => ({
      query: { requesterQosInfo: '', qosRequester: requester },
    })
    for (const id of ['10', '11']) {
      expect(await kit.codeOf({ ...of(id), method: 'PUT', body: limits })).toBe(200)
    }
    expect((await kit.send(of('10'))).text).toContain(`<Requester>10</Requester>${limits}`)
    expect((await kit.send(of('12'))).element('TotalQps')).toBe('-1')
    const page = (token: string): Promise<RawAnswer> =>
      kit.send({ query: { requesterQosInfo: '', 'max-keys': '1', 'continuation-token': token } })
    const first = await page('')
    expect([first.element('Requester'), first.element('IsTruncated')]).toEqual(['10', 'true'])
    const second = await page(first.element('NextContinuationToken') ?? '')
    expect([second.element('Requester'), second.element('IsTruncated')]).toEqual(['11', 'false'])
    expect(await kit.codeOf({ ...of('10'), method: 'DELETE' })).toBe(204)
    expect((await page('')).element('Requester')).toBe('11')
    expect(await kit.codeOf(of('me'))).toBe('InvalidArgument')
  })
})
