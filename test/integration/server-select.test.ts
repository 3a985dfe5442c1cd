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
  options: { kind?: string; input?: string; output?: string; content?: string | Uint8Array } = {},
): Promise<RawAnswer> {
  const { kind = 'csv', output = '', content = people } = options
  const input = options.input ?? '<CSV><FileHeaderInfo>Use</FileHeaderInfo></CSV>'
  await kit.send({ method: 'PUT', key: 'data', body: content })
  const body =
    `<SelectRequest><Expression>${base64(sql)}</Expression>` +
    `<InputSerialization>${input}</InputSerialization>` +
    `<OutputSerialization>${output}</OutputSerialization></SelectRequest>`
  return kit.send({
    method: 'POST',
    key: 'data',
    query: { 'x-oss-process': `${kind}/select` },
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
    ["select upper(name) || '!' from ossobject where cast(age as int) * 2 = 18", 'BOB!\n'],
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

  it('says that an object is none', async () => {
    const broken = { kind: 'json', input, content: 'not json' }
    expect((await ask('select * from ossobject', broken)).element('Code')).toBe('InvalidJsonData')
  })
})

it.each(['', 'select', 'select * from table', 'select * from ossobject where', 'drop table x'])(
  'refuses %j',
  async (sql) => {
    const answer = await ask(sql)
    expect([answer.status, answer.element('Code')]).toEqual([400, 'InvalidSqlParameter'])
  },
)
