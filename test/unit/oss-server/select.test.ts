import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../oss-server/select/csv.ts'
import { SelectDataError } from '../../oss-server/select/data-error.ts'
import { lineRange, recordsWithin } from '../../oss-server/select/ranges.ts'
import { parseSql, SqlError } from '../../oss-server/select/sql.ts'

const words = [
  'select',
  '*',
  'from',
  'ossobject',
  'where',
  '_1',
  '>',
  '(',
  ')',
  "'",
  '1',
  'not',
  ',',
]

describe('the SQL of a query', () => {
  it('is a query or an SqlError, never anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(fc.constantFrom(...words)).map((each) => each.join(' ')),
        ),
        (text) => {
          try {
            parseSql(text)
          } catch (error) {
            expect(error).toBeInstanceOf(SqlError)
          }
        },
      ),
    )
  })

  it('binds and tighter than or, and both looser than comparisons', () => {
    const { where } = parseSql('select * from ossobject where _1 = 1 or _2 = 2 and not _3 = 3')
    expect(where).toMatchObject({
      operator: 'or',
      left: { operator: '=' },
      right: { operator: 'and', right: { kind: 'not' } },
    })
  })

  it('keeps quotes inside texts', () => {
    const { where } = parseSql("select _1 from ossobject where _1 = 'it''s'")
    expect(where).toMatchObject({ right: { value: "it's" } })
  })
})

describe('CSV', () => {
  it('is read as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '中') })
    const record = fc.array(cell, { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const format = { separator: ',', recordEnd: '\n' }
        const text = records.map((values) => writeCsv({ names: [], values }, format)).join('')
        const read = readCsv(text, { ...format, header: 'none', quote: '"', comment: '' })
        expect([...read]).toEqual(records)
      }),
    )
  })

  it('gives the records before one that is broken', () => {
    const format = {
      header: 'none',
      separator: ',',
      recordEnd: '\n',
      quote: '"',
      comment: '',
    } as const
    const records = readCsv('a,b\n"c"d,e\n', format)
    expect(records.next().value).toEqual(['a', 'b'])
    expect(() => records.next()).toThrow(SelectDataError)
  })
})

describe('ranges', () => {
  it('are of lines or of the one split', () => {
    expect(lineRange('line-range=2-5')).toEqual({ first: 2, last: 5 })
    expect(lineRange('line-range=2-')).toEqual({ first: 2, last: Number.POSITIVE_INFINITY })
    expect(lineRange('split-range=0-3')).toBeNull()
    expect(lineRange('split-range=1-3')).toEqual({ first: 0, last: -1 })
    expect(lineRange('')).toBeNull()
  })

  it('of bytes that follow on each other give every record once', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', '中', ',') }), { minLength: 1 })
    fc.assert(
      fc.property(texts, fc.constantFrom('\n', '\r\n'), fc.nat(40), (lines, recordEnd, cut) => {
        const content = Buffer.from(lines.map((line) => line + recordEnd).join(''))
        const first = recordsWithin(content, `bytes=0-${cut}`, recordEnd, false)
        const second = recordsWithin(content, `bytes=${cut + 1}-`, recordEnd, false)
        expect(first.toString() + second.toString()).toBe(content.toString())
        expect(first.toString().endsWith(recordEnd)).toBe(true)
      }),
    )
  })
})
