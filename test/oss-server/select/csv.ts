import { SelectDataError } from './data-error.ts'
import type { SqlValue } from './evaluate.ts'
import type { LineRange } from './ranges.ts'
import type { Selected, SelectRow } from './run-query.ts'

export interface CsvFormat {
  readonly header: 'none' | 'ignore' | 'use'
  readonly recordEnd: string
  readonly separator: string
  readonly quote: string
  readonly comment: string
}

/** All records, the heading included. Throws `SelectDataError` at the first that is none. */
export function* readCsv(text: string, format: CsvFormat): Generator<readonly string[]> {
  const { separator, quote, recordEnd, comment } = format
  let record: string[] = []
  let cell = ''
  let quoted = false
  function* endRecord(): Generator<readonly string[]> {
    const ended = [...record, cell]
    record = []
    cell = ''
    const skipped = comment !== '' && (ended[0] ?? '').startsWith(comment)
    if (!skipped && (ended.length > 1 || ended[0] !== '')) yield ended
  }
  for (let at = 0; at < text.length; ) {
    if (quoted) {
      if (text.startsWith(quote + quote, at)) {
        cell += quote
        at += quote.length * 2
      } else if (text.startsWith(quote, at)) {
        quoted = false
        at += quote.length
        if (!endsCell(text, at, format)) {
          throw new SelectDataError('InvalidCsvLine', 'Text follows a closing quote.')
        }
      } else {
        cell += text[at]
        at += 1
      }
    } else if (quote !== '' && cell === '' && text.startsWith(quote, at)) {
      quoted = true
      at += quote.length
    } else if (text.startsWith(separator, at)) {
      record.push(cell)
      cell = ''
      at += separator.length
    } else if (recordEnd === '\n' && text.startsWith('\r\n', at)) {
      yield* endRecord()
      at += 2
    } else if (text.startsWith(recordEnd, at)) {
      yield* endRecord()
      at += recordEnd.length
    } else {
      cell += text[at]
      at += 1
    }
  }
  if (cell !== '' || record.length > 0) yield* endRecord()
}

function endsCell(text: string, at: number, { separator, recordEnd }: CsvFormat): boolean {
  if (at === text.length || text.startsWith(separator, at)) return true
  return text.startsWith(recordEnd, at) || (recordEnd === '\n' && text.startsWith('\r\n', at))
}

/** The heading is line 0 of the range, though never a row. */
export function* csvRows(
  records: Iterable<readonly string[]>,
  header: CsvFormat['header'],
  alias: string,
  range: LineRange | null,
): Generator<SelectRow> {
  let names: readonly string[] = []
  let line = -1
  for (const values of records) {
    line += 1
    if (line === 0 && header === 'use') names = values
    if (line === 0 && header !== 'none') continue
    if (range !== null && line > range.last) return
    if (range === null || line >= range.first) yield csvRow(values, names, alias)
  }
}

function csvRow(values: readonly string[], names: readonly string[], alias: string): SelectRow {
  return {
    whole: { names: values.map((_value, index) => names[index] ?? `_${index + 1}`), values },
    read: (path) => {
      const name = path.length > 1 && path[0] === alias ? path[1] : path[0]
      const place = /^_(\d+)$/.exec(name ?? '')?.[1]
      const index = place === undefined ? indexOf(names, name ?? '') : Number(place) - 1
      return values[index]
    },
  }
}

function indexOf(names: readonly string[], name: string): number {
  return names.findIndex((each) => each.toLowerCase() === name.toLowerCase())
}

export function writeCsv(
  { values }: Selected,
  format: { readonly separator: string; readonly recordEnd: string },
): string {
  const { separator, recordEnd } = format
  return values.map((value) => csvCell(value, separator)).join(separator) + recordEnd
}

function csvCell(value: SqlValue | undefined, separator: string): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const plain = !text.includes(separator) && !/["\r\n]/.test(text)
  return plain ? text : `"${text.replaceAll('"', '""')}"`
}
