import { gunzipSync } from 'node:zlib'
import { receiveDocument } from '../body.ts'
import { malformedXml, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { type CsvFormat, csvRows, readCsv, writeCsv } from '../select/csv.ts'
import { metaFrames, selectFrames } from '../select/frames.ts'
import { jsonRows, readJson, writeJson } from '../select/json.ts'
import { runQuery, type Selected, type SelectRow } from '../select/run-query.ts'
import { parseSql, SqlError, type SqlQuery } from '../select/sql.ts'
import { children, parseXml, text, type XmlNode } from '../xml.ts'
import { checkReadable } from './archive.ts'
import { requireObject } from './find-object.ts'

const maxObjectBytes = 256 * 1024 * 1024

/** https://www.alibabacloud.com/help/en/oss/developer-reference/selectobject */
export async function selectObject(exchange: ObjectExchange): Promise<Reply> {
  const document = parseXml(await receiveDocument(exchange, 64 * 1024), 'SelectRequest')
  const input = inputOf(exchange, document)
  const output = children(document, 'OutputSerialization')[0] ?? {}
  const query = readQuery(document)
  const content = await readContent(exchange, input)
  const rows = rowsOf(content.toString('utf8'), input, query)
  const selected = run(query, rows)
  const raw = flag(output, 'OutputRawData')
  const data = Buffer.from(write(selected, rows, input, output))
  const headers = { 'content-type': 'application/octet-stream' }
  if (raw) {
    return { status: 206, headers: { ...headers, 'x-oss-select-output-raw': 'true' }, body: data }
  }
  const body = selectFrames(data, content.byteLength, flag(output, 'EnablePayloadCrc'))
  return { status: 206, headers: { ...headers, 'x-oss-select-output-raw': 'false' }, body }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/createselectobjectmeta */
export async function createSelectObjectMeta(exchange: ObjectExchange): Promise<Reply> {
  const root = isCsv(exchange) ? 'CsvMetaRequest' : 'JsonMetaRequest'
  const body = await receiveDocument(exchange, 64 * 1024)
  const input = inputOf(exchange, body === '' ? {} : parseXml(body, root))
  const content = await readContent(exchange, input)
  const source = content.toString('utf8')
  const records = input.csv ? readCsv(source, csvFormat(input.csv)) : parseValues(source, input)
  const columns = input.csv ? ((records[0] as readonly string[] | undefined)?.length ?? 0) : null
  const index = { scannedBytes: content.byteLength, splits: 1, rows: records.length, columns }
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: metaFrames(index),
  }
}

interface Input {
  readonly compressed: boolean
  /** Exactly one of the two is there. */
  readonly csv: XmlNode | null
  readonly json: XmlNode | null
}

function isCsv({ request }: ObjectExchange): boolean {
  return request.query.get('x-oss-process')?.startsWith('csv/') === true
}

/** Libraries write an empty element for the kind that they do not mean. */
function inputOf(exchange: ObjectExchange, document: XmlNode): Input {
  const node = children(document, 'InputSerialization')[0] ?? {}
  const csv = isCsv(exchange) ? (children(node, 'CSV')[0] ?? {}) : null
  const json = csv === null ? (children(node, 'JSON')[0] ?? { Type: ['LINES'] }) : null
  return { compressed: text(node, 'CompressionType')?.toUpperCase() === 'GZIP', csv, json }
}

function readQuery(document: XmlNode): SqlQuery {
  const encoded = text(document, 'Expression')
  if (encoded === null) throw malformedXml('Expression is missing.')
  return failing(() => parseSql(Buffer.from(encoded, 'base64').toString('utf8')))
}

function run(query: SqlQuery, rows: readonly SelectRow[]): readonly Selected[] {
  return failing(() => [...runQuery(query, rows)])
}

function failing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    throw new ServiceError(400, 'InvalidSqlParameter', `The SQL is not valid: ${error.message}`)
  }
}

function csvFormat(csv: XmlNode): CsvFormat {
  const header = (text(csv, 'FileHeaderInfo') ?? 'None').toLowerCase()
  return {
    header: header === 'use' || header === 'ignore' ? header : 'none',
    recordEnd: decoded(csv, 'RecordDelimiter') || '\n',
    separator: decoded(csv, 'FieldDelimiter') || ',',
    quote: decoded(csv, 'QuoteCharacter') ?? '"',
    comment: decoded(csv, 'CommentCharacter') ?? '',
  }
}

function rowsOf(source: string, input: Input, query: SqlQuery): readonly SelectRow[] {
  const { csv, json } = input
  if (csv === null) return inRange(jsonRows(parseValues(source, input), query), json ?? {})
  const format = csvFormat(csv)
  return inRange(csvRows(readCsv(source, format), format.header, query.alias), csv)
}

function parseValues(source: string, { json }: Input): readonly unknown[] {
  try {
    return readJson(source, text(json ?? {}, 'Type')?.toUpperCase() !== 'DOCUMENT')
  } catch {
    throw new ServiceError(400, 'InvalidJsonData', 'The object is not valid JSON.')
  }
}

/** `line-range=a-b`, from 0 and inclusive; the whole object is one split. */
function inRange(rows: readonly SelectRow[], format: XmlNode): readonly SelectRow[] {
  const match = /^line-range=(\d+)-(\d*)$/.exec(text(format, 'Range') ?? '')
  if (match === null) return rows
  return rows.slice(Number(match[1]), match[2] === '' ? undefined : Number(match[2]) + 1)
}

function write(
  selected: readonly Selected[],
  rows: readonly SelectRow[],
  input: Input,
  output: XmlNode,
): string {
  const json = input.csv === null ? output.CSV === undefined || output.JSON !== undefined : false
  const target = children(output, json ? 'JSON' : 'CSV')[0] ?? {}
  const recordEnd = decoded(target, 'RecordDelimiter') || '\n'
  if (json) return selected.map((row) => writeJson(row, recordEnd)).join('')
  const separator = decoded(target, 'FieldDelimiter') || ','
  const format = { recordEnd, separator }
  const full = flag(output, 'KeepAllColumns')
    ? selected.map((row) => inAllColumns(row, rows[0]))
    : selected
  const [first] = full
  const headed = flag(output, 'OutputHeader') && first !== undefined
  const heading = headed ? writeCsv({ names: [], values: first.names }, format) : ''
  return heading + full.map((row) => writeCsv(row, format)).join('')
}

/** Columns that were not selected stay, empty. */
function inAllColumns(row: Selected, sample: SelectRow | undefined): Selected {
  const names = sample?.whole.names ?? row.names
  const values = names.map((name, index) => {
    const byName = row.names.indexOf(name)
    const at = byName < 0 ? row.names.indexOf(`_${index + 1}`) : byName
    return at < 0 ? null : (row.values[at] ?? null)
  })
  return { names, values }
}

async function readContent(exchange: ObjectExchange, input: Input): Promise<Buffer> {
  const object = requireObject(exchange)
  checkReadable(exchange, object)
  if (object.sizeBytes > maxObjectBytes) {
    throw new ServiceError(400, 'EntityTooLarge', 'The object is too large for a query here.')
  }
  const content = await exchange.server.store.blobs.readAll(object.segments)
  if (!input.compressed) return content
  try {
    return gunzipSync(content)
  } catch {
    throw new ServiceError(400, 'InvalidCompressionFormat', 'The object is not GZIP.')
  }
}

function flag(node: XmlNode, name: string): boolean {
  return text(node, name)?.toLowerCase() === 'true'
}

/** Delimiters travel as base64. */
function decoded(node: XmlNode, name: string): string | null {
  const encoded = text(node, name)
  return encoded === null ? null : Buffer.from(encoded, 'base64').toString('utf8')
}
