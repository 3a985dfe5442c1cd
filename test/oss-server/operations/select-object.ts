import { gunzipSync } from 'node:zlib'
import { receiveDocument } from '../body.ts'
import { malformedXml, ServiceError } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { header } from '../request.ts'
import { type CsvFormat, csvRows, readCsv, writeCsv } from '../select/csv.ts'
import { SelectDataError } from '../select/data-error.ts'
import { metaFrames, selectFrames } from '../select/frames.ts'
import { jsonRows, readJson, writeJson } from '../select/json.ts'
import { lineRange, recordsWithin } from '../select/ranges.ts'
import { type PartialRows, runQuery, type Selected, type SelectRow } from '../select/run-query.ts'
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
  const content = inByteRange(exchange, await readContent(exchange, input), input)
  const outcome = run(query, rowsOf(content.toString('utf8'), input, query), partialRows(document))
  const raw = flag(output, 'OutputRawData')
  if (raw && outcome.failure !== null) {
    throw new ServiceError(400, outcome.failure.code, outcome.failure.message)
  }
  const data = Buffer.from(write(outcome, input, output))
  const headers = { 'content-type': 'application/octet-stream' }
  if (raw) {
    return { status: 206, headers: { ...headers, 'x-oss-select-output-raw': 'true' }, body: data }
  }
  const { failure } = outcome
  const said = failure === null ? null : `${failure.code}.${failure.message}`
  const body = selectFrames(data, content.byteLength, flag(output, 'EnablePayloadCrc'), said)
  return { status: 206, headers: { ...headers, 'x-oss-select-output-raw': 'false' }, body }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/createselectobjectmeta */
export async function createSelectObjectMeta(exchange: ObjectExchange): Promise<Reply> {
  const root = isCsv(exchange) ? 'CsvMetaRequest' : 'JsonMetaRequest'
  const body = await receiveDocument(exchange, 64 * 1024)
  const document = body === '' ? {} : parseXml(body, root)
  refuseCompressed(document)
  const input = inputOf(exchange, document)
  const content = await readContent(exchange, input)
  const source = content.toString('utf8')
  const records = input.csv
    ? readWhole(() => [...readCsv(source, csvFormat(input.csv ?? {}))])
    : parseValues(source, input)
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

interface Outcome {
  readonly selected: readonly Selected[]
  /** The first row that was read, for the names of all columns. */
  readonly sample: SelectRow | undefined
  /** What ended the query early; the rows before it stand. */
  readonly failure: SelectDataError | null
}

function run(query: SqlQuery, rows: Iterable<SelectRow>, partial: PartialRows): Outcome {
  const selected: Selected[] = []
  let sample: SelectRow | undefined
  function* sampled(): Generator<SelectRow> {
    for (const row of rows) {
      sample ??= row
      yield row
    }
  }
  try {
    failing(() => {
      for (const row of runQuery(query, sampled(), partial)) selected.push(row)
    })
    return { selected, sample, failure: null }
  } catch (error) {
    if (!(error instanceof SelectDataError)) throw error
    return { selected, sample, failure: error }
  }
}

function partialRows(document: XmlNode): PartialRows {
  const options = children(document, 'Options')[0] ?? {}
  const maxSkipped = Number(text(options, 'MaxSkippedRecordsAllowed') ?? 0)
  return { skip: flag(options, 'SkipPartialDataRecord'), maxSkipped }
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

function rowsOf(source: string, input: Input, query: SqlQuery): Iterable<SelectRow> {
  const { csv, json } = input
  const range = lineRange(text(csv ?? json ?? {}, 'Range'))
  if (csv === null) {
    const values = parseValues(source, input)
    return jsonRows(range === null ? values : values.slice(range.first, range.last + 1), query)
  }
  const format = csvFormat(csv)
  return csvRows(readCsv(source, format), format.header, query.alias, range)
}

function parseValues(source: string, { json }: Input): readonly unknown[] {
  const format = json ?? {}
  const many = text(format, 'Type')?.toUpperCase() !== 'DOCUMENT'
  try {
    return readJson(source, many, flag(format, 'ParseJsonNumberAsString'))
  } catch {
    throw new ServiceError(400, 'InvalidJsonData', 'The object is not valid JSON.')
  }
}

/** Of CSV alone: where records end is not to be seen from the middle of quoted or nested text. */
function inByteRange({ request }: ObjectExchange, content: Buffer, { csv }: Input): Buffer {
  const range = header(request, 'range')
  if (range === null || csv === null) return content
  if (text(csv, 'AllowQuotedRecordDelimiter')?.toLowerCase() !== 'false') {
    const message = 'A byte range needs AllowQuotedRecordDelimiter to be false.'
    throw new ServiceError(400, 'InvalidArgument', message)
  }
  const format = csvFormat(csv)
  return recordsWithin(content, range, format.recordEnd, format.header !== 'none')
}

function write({ selected, sample }: Outcome, input: Input, output: XmlNode): string {
  const json = input.csv === null ? output.CSV === undefined || output.JSON !== undefined : false
  const target = children(output, json ? 'JSON' : 'CSV')[0] ?? {}
  const recordEnd = decoded(target, 'RecordDelimiter') || '\n'
  if (json) return selected.map((row) => writeJson(row, recordEnd)).join('')
  const separator = decoded(target, 'FieldDelimiter') || ','
  const format = { recordEnd, separator }
  const full = flag(output, 'KeepAllColumns')
    ? selected.map((row) => inAllColumns(row, sample))
    : selected
  const [first] = full
  const headed = flag(output, 'OutputHeader') && first !== undefined
  const heading = headed ? writeCsv({ names: [], values: first.names }, format) : ''
  return heading + full.map((row) => writeCsv(row, format)).join('')
}

/** An index is of the bytes as they are stored. Libraries write the type as base64 here. */
function refuseCompressed(document: XmlNode): void {
  const node = children(document, 'InputSerialization')[0] ?? {}
  const types = [text(node, 'CompressionType') ?? 'None', decoded(node, 'CompressionType')]
  const plain = types.some((type) => type?.toLowerCase() === 'none')
  if (!plain) throw new ServiceError(400, 'InvalidArgument', 'A compressed object has no index.')
}

function readWhole<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof SelectDataError)) throw error
    throw new ServiceError(400, error.code, error.message)
  }
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
