import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readSelectFrames } from '../../electron/oss/select-frames.ts'
import type { RawAnswer } from '../oss-server/raw-request.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

const people = 'name,age,town\nAnn,31,"Hang, zhou"\nBob,9,Beijing\nEve,,Beijing\n'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

async function ask(
  sql: string,
  options: {
    kind?: string
    input?: string
    output?: string
    content?: string | Uint8Array
    rest?: string
    headers?: Record<string, string>
  } = {},
): Promise<RawAnswer> {
  const { kind = 'csv', output = '', content = people, rest = '', headers = {} } = options
  const input = options.input ?? '<CSV><FileHeaderInfo>Use</FileHeaderInfo></CSV>'
  await kit.send({ method: 'PUT', key: 'data', body: content })
  const body =
    `<SelectRequest><Expression>${base64(sql)}</Expression>` +
    `<InputSerialization>${input}</InputSerialization>` +
    `<OutputSerialization>${output}</OutputSerialization>${rest}</SelectRequest>`
  return kit.send({
    method: 'POST',
    key: 'data',
    query: { 'x-oss-process': `${kind}/select` },
    headers,
    body,
  })
}

async function rows(...asked: Parameters<typeof ask>): Promise<string> {
  const answer = await ask(...asked)
  expect(answer.status).toBe(206)
  const { data, end } = readSelectFrames(answer.body)
  expect(end.status).toBe(206)
  return Buffer.from(data).toString()
}

describe('CSV', () => {
  it.each([
    ['select * from ossobject', 'Ann,31,"Hang, zhou"\nBob,9,Beijing\nEve,,Beijing\n'],
    ['select name, age from ossobject where age > 10', 'Ann,31\n'],
    ["select _1 from ossobject where town = 'Beijing' and age is not null", 'Bob\nEve\n'],
    ["select name from ossobject where town like 'B%' limit 1", 'Bob\n'],
    ["select name from ossobject s where s.name in ('Ann', 'Eve')", 'Ann\nEve\n'],
    ['select name from ossobject where age between 5 and 10', 'Bob\n'],
    ["select name from ossobject where not (name = 'Bob' or name = 'Eve')", 'Ann\n'],
    ['select count(*), max(cast(age as int)) from ossobject where age > 0', '2,31\n'],
    ['select upper(name) from ossobject where cast(age as int) * 2 = 18', 'BOB\n'],
    ["select name from ossobject where (name || '-' || age) = 'Bob-9'", 'Bob\n'],
    ['select avg(cast(age as double)), count(cast(age as int)) from ossobject', '20,2\n'],
    ["select name from ossobject limit 1'", 'Ann\n'],
  ])('%s', async (sql, expected) => {
    expect(await rows(sql)).toBe(expected)
  })

  it('reads other delimiters, comments, ranges and GZIP', async () => {
    const input =
      '<CompressionType>GZIP</CompressionType><CSV><FileHeaderInfo>None</FileHeaderInfo>' +
      `<RecordDelimiter>${base64('|')}</RecordDelimiter>` +
      `<FieldDelimiter>${base64(';')}</FieldDelimiter>` +
      `<CommentCharacter>${base64('#')}</CommentCharacter><Range>line-range=1-2</Range></CSV>`
    const content = gzipSync('a;1|#skipped;|b;2|c;3|d;4|')
    expect(await rows('select _2 from ossobject', { input, content })).toBe('2\n3\n')
  })

  it('counts the heading as line 0 of a range', async () => {
    const ranged = (range: string) => ({
      input: `<CSV><FileHeaderInfo>Use</FileHeaderInfo><Range>${range}</Range></CSV>`,
    })
    const sql = 'select name from ossobject'
    expect(await rows(sql, ranged('line-range=0-2'))).toBe('Ann\nBob\n')
    expect(await rows(sql, ranged('line-range=2-3'))).toBe('Bob\nEve\n')
    expect(await rows(sql, ranged('split-range=0-0'))).toBe('Ann\nBob\nEve\n')
    expect(await rows(sql, ranged('split-range=1-4'))).toBe('')
  })

  it('reads the records that begin among some bytes', async () => {
    const at = (heading: string, range: string) => ({
      input:
        `<CSV><FileHeaderInfo>${heading}</FileHeaderInfo>` +
        '<AllowQuotedRecordDelimiter>false</AllowQuotedRecordDelimiter></CSV>',
      headers: { range },
      content: 'n,m\n1,2\n3,4\n',
    })
    expect(await rows('select * from ossobject', at('None', 'bytes=0-1'))).toBe('n,m\n')
    expect(await rows('select * from ossobject', at('None', 'bytes=1-4'))).toBe('1,2\n')
    expect(await rows('select m from ossobject', at('Use', 'bytes=8-'))).toBe('4\n')
    const refused = await ask('select * from ossobject', { headers: { range: 'bytes=0-1' } })
    expect([refused.status, refused.element('Code')]).toEqual([400, 'InvalidArgument'])
  })

  it('skips rows that lack a column, though not too many', async () => {
    const options = (most: number) => ({
      input: '<CSV/>',
      content: 'a,b\nc\nd,e\n',
      rest:
        '<Options><SkipPartialDataRecord>true</SkipPartialDataRecord>' +
        `<MaxSkippedRecordsAllowed>${most}</MaxSkippedRecordsAllowed></Options>`,
    })
    const sql = 'select _1, _2 from ossobject'
    expect(await rows(sql, options(1))).toBe('a,b\nd,e\n')
    expect(await rows(sql, { ...options(0), rest: '' })).toBe('a,b\nc,\nd,e\n')
    const { data, end } = readSelectFrames((await ask(sql, options(0))).body)
    expect(Buffer.from(data).toString()).toBe('a,b\n')
    expect(end.status).toBe(400)
    expect(end.message).toMatch(/^TooManySkippedRecords\./)
  })

  it('says at the end that a line is broken', async () => {
    const broken = { input: '<CSV/>', content: 'a,b\n"c"d,e\n' }
    const sql = 'select _1 from ossobject'
    const { data, end } = readSelectFrames((await ask(sql, broken)).body)
    expect(Buffer.from(data).toString()).toBe('a\n')
    expect([end.status, end.message.split('.')[0]]).toEqual([400, 'InvalidCsvLine'])
    const raw = { ...broken, output: '<OutputRawData>true</OutputRawData>' }
    const answer = await ask(sql, raw)
    expect([answer.status, answer.element('Code')]).toEqual([400, 'InvalidCsvLine'])
  })

  it('writes what it is asked to write', async () => {
    const csv =
      `<CSV><RecordDelimiter>${base64('|')}</RecordDelimiter>` +
      `<FieldDelimiter>${base64(';')}</FieldDelimiter></CSV>`
    const sql = 'select town from ossobject limit 1'
    const whole = { output: `${csv}<KeepAllColumns>true</KeepAllColumns>` }
    expect(await rows(sql, whole)).toBe(';;Hang, zhou|')
    const headed = { output: '<OutputHeader>true</OutputHeader>' }
    expect(await rows('select name from ossobject limit 1', headed)).toBe('name\nAnn\n')
    const raw = await ask(sql, { output: '<OutputRawData>true</OutputRawData>' })
    expect(raw.headers['x-oss-select-output-raw']).toBe('true')
    expect(raw.text).toBe('"Hang, zhou"\n')
  })

  it('counts rows and columns for an index', async () => {
    await kit.send({ method: 'PUT', key: 'data', body: people })
    const query = { 'x-oss-process': 'csv/meta' }
    const answer = await kit.send({ method: 'POST', key: 'data', query, body: '<CsvMetaRequest/>' })
    expect(readSelectFrames(answer.body).end).toMatchObject({
      scannedBytes: people.length,
      index: { splits: 1, rows: 4, columns: 3 },
    })
  })

  it.each([
    ['of a compressed object', people, `<CompressionType>${base64('GZIP')}</CompressionType>`],
    ['of a broken one', '"a"b\n', ''],
  ])('makes no index %s', async (_name, content, input) => {
    await kit.send({ method: 'PUT', key: 'data', body: content })
    const query = { 'x-oss-process': 'csv/meta' }
    const body = `<CsvMetaRequest><InputSerialization>${input}</InputSerialization></CsvMetaRequest>`
    expect((await kit.send({ method: 'POST', key: 'data', query, body })).status).toBe(400)
  })
})

describe('JSON', () => {
  const lines = '{"id":1,"a":{"b":"x"}}\n{"id":2,"a":{"b":"y"}}\n'
  const input = '<JSON><Type>LINES</Type></JSON>'

  it('reads lines and documents', async () => {
    const sql = "select s.id from ossobject s where s.a.b = 'y'"
    expect(await rows(sql, { kind: 'json', input, content: lines })).toBe('{"id":2}\n')
    const content = JSON.stringify({ list: [{ n: 1 }, { n: 5 }] })
    const document = { kind: 'json', input: '<JSON><Type>DOCUMENT</Type></JSON>', content }
    expect(await rows('select * from ossobject.list[*] s where s.n > 2', document)).toBe(
      '{"n":5}\n',
    )
  })

  it('leaves out what a row lacks, and takes the last of several names', async () => {
    const lacking = { kind: 'json', input, content: '{"k":"a"},{"other":1}' }
    expect(await rows('select k from ossobject', lacking)).toBe('{"k":"a"}\n{}\n')
    expect(await rows('select s.k as one as two from ossobject s limit 1', lacking)).toBe(
      '{"two":"a"}\n',
    )
  })

  it('reads a range of lines', async () => {
    const ranged = '<JSON><Type>LINES</Type><Range>line-range=1-1</Range></JSON>'
    const asked = { kind: 'json', input: ranged, content: lines }
    expect(await rows('select s.id from ossobject s', asked)).toBe('{"id":2}\n')
  })

  it('keeps the digits of numbers where it is asked to', async () => {
    const asText = '<ParseJsonNumberAsString>true</ParseJsonNumberAsString>'
    const content = '{"n":123456789.123456789,"list":[1.50]}'
    const kept = { kind: 'json', input: `<JSON><Type>DOCUMENT</Type>${asText}</JSON>`, content }
    const sql = 'select n from ossobject where cast(n as decimal) > 1'
    expect(await rows(sql, kept)).toBe('{"n":123456789.123456789}\n')
    expect(await rows('select * from ossobject', kept)).toBe(`${content}\n`)
    expect(await rows("select n from ossobject where n like '%.123456789'", kept)).toBe(
      '{"n":123456789.123456789}\n',
    )
    const rounded = { kind: 'json', input: '<JSON><Type>DOCUMENT</Type></JSON>', content }
    expect(await rows(sql, rounded)).toBe('{"n":123456789.12345679}\n')
  })

  it('says that an object is none', async () => {
    const broken = { kind: 'json', input, content: 'not json' }
    expect((await ask('select * from ossobject', broken)).element('Code')).toBe('InvalidJsonData')
  })
})

it.each([
  '',
  'select',
  'select * from table',
  'select * from ossobject where',
  "select * from ossobject where name = '",
  'select name || age from ossobject',
  'select * from ossobject where max(age) in (1)',
  'drop table x',
])('refuses %j', async (sql) => {
  const answer = await ask(sql)
  expect([answer.status, answer.element('Code')]).toEqual([400, 'InvalidSqlParameter'])
})
