import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../oss-server/select/csv.ts'
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
        expect(read).toEqual(records)
      }),
    )
  })
})
