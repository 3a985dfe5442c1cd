/** What an object holds. Characters are given as they are, not encoded. */
export type SelectSource = (CsvSource | JsonSource) & {
  readonly compressed?: 'GZIP'
  /** `line-range=10-20` or `split-range=0-3`; both need the index. */
  readonly range?: string
}

export interface CsvSource {
  readonly kind: 'csv'
  /** `Use`: the first row names the columns. `Ignore`: it is left out. */
  readonly header?: 'None' | 'Ignore' | 'Use'
  readonly rowEnd?: string
  readonly separator?: string
  readonly quote?: string
  readonly comment?: string
  readonly allowQuotedRowEnd?: boolean
}

export interface JsonSource {
  readonly kind: 'json'
  /** `LINES`: one value a line. */
  readonly type: 'DOCUMENT' | 'LINES'
  /** Keeps the digits of numbers that a double cannot hold. */
  readonly numbersAsText?: boolean
}

/** What comes out; absent = as the object itself. */
export interface SelectTarget {
  readonly csv?: { readonly rowEnd?: string; readonly separator?: string }
  readonly json?: { readonly rowEnd?: string }
  /** Only the rows, without frames: whether all went well is then not told. */
  readonly raw?: boolean
  readonly allColumns?: boolean
  readonly header?: boolean
  readonly checksums?: boolean
}

export function inputSerialization(source: SelectSource): object {
  return {
    CompressionType: source.compressed ?? 'None',
    ...(source.kind === 'csv' ? { CSV: csvOf(source) } : { JSON: jsonOf(source) }),
  }
}

function csvOf(source: CsvSource & { readonly range?: string }): object {
  return {
    FileHeaderInfo: source.header,
    RecordDelimiter: base64(source.rowEnd),
    FieldDelimiter: base64(source.separator),
    QuoteCharacter: base64(source.quote),
    CommentCharacter: base64(source.comment),
    Range: source.range,
    AllowQuotedRecordDelimiter: source.allowQuotedRowEnd,
  }
}

function jsonOf(source: JsonSource & { readonly range?: string }): object {
  return { Type: source.type, Range: source.range, ParseJsonNumberAsString: source.numbersAsText }
}

export function outputSerialization(target: SelectTarget): object {
  return {
    CSV: target.csv && {
      RecordDelimiter: base64(target.csv.rowEnd),
      FieldDelimiter: base64(target.csv.separator),
    },
    JSON: target.json && { RecordDelimiter: base64(target.json.rowEnd) },
    OutputRawData: target.raw,
    KeepAllColumns: target.allColumns,
    EnablePayloadCrc: target.checksums ?? (target.raw ? undefined : true),
    OutputHeader: target.header,
  }
}

function base64(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'utf8').toString('base64')
}
