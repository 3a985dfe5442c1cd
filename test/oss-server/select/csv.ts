import type { SqlValue } from './evaluate.ts'
import type { Selected, SelectRow } from './run-query.ts'

export interface CsvFormat {
  readonly header: 'none' | 'ignore' | 'use'
  readonly recordEnd: string
  readonly separator: string
  readonly quote: string
  readonly comment: string
}

/** All records, the heading included. */
export function readCsv(text: string, format: CsvFormat): readonly (readonly string[])[] {
  const { separator, quote, recordEnd, comment } = format
  const records: string[][] = []
  let record: string[] = []
  let cell = ''
  let quoted = false
  const endRecord = (): void => {
    record.push(cell)
    const skipped = comment !== '' && (record[0] ?? '').startsWith(comment)
    if (!skipped && (record.length > 1 || cell !== '')) records.push(record)
    record = []
    cell = ''
  }
  for (let at = 0; at < text.length; ) {
    if (quoted) {
      if (text.startsWith(quote + quote, at)) {
        cell += quote
        at += quote.length * 2
      } else if (text.startsWith(quote, at)) {
        quoted = false
        at += quote.length
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
      endRecord()
      at += 2
    } else if (text.startsWith(recordEnd, at)) {
      endRecord()
      at += recordEnd.length
    } else {
      cell += text[at]
      at += 1
    }
  }
  if (cell !== '' || record.length > 0) endRecord()
  return records
}

export function csvRows(
  records: readonly (readonly string[])[],
  header: CsvFormat['header'],
  alias: string,
): readonly SelectRow[] {
  const names = header === 'use' ? (records[0] ?? []) : []
  const body = header === 'none' ? records : records.slice(1)
  return body.map((values) => ({
    whole: { names: values.map((_value, index) => names[index] ?? `_${index + 1}`), values },
    read: (path) => {
      const name = path.length > 1 && path[0] === alias ? path[1] : path[0]
      const place = /^_(\d+)$/.exec(name ?? '')?.[1]
      const index = place === undefined ? indexOf(names, name ?? '') : Number(place) - 1
      return values[index] ?? null
    },
  }))
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

function csvCell(value: SqlValue, separator: string): string {
  if (value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const plain = !text.includes(separator) && !/["\r\n]/.test(text)
  return plain ? text : `"${text.replaceAll('"', '""')}"`
}
