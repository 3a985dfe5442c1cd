import { describe, expect, test } from 'vitest'
import { cors } from '../../../../shared/oss/sections/cors.ts'
import type { CorsRule } from '../../../../shared/oss/sections/cors-document.ts'
import { documentText } from '../../../../shared/oss/sections/document-text.ts'
import { hasErrors, issuesAgainst } from '../../../../shared/oss/sections/issues.ts'
import { lifecycle } from '../../../../shared/oss/sections/lifecycle.ts'
import { previewOf } from '../../../../shared/oss/sections/preview.ts'
import { sameContent, withoutElements } from '../../../../shared/oss/sections/same.ts'
import { english } from './words.ts'

const site = (name: string, change: Partial<CorsRule> = {}): CorsRule => ({
  AllowedOrigin: [`https://${name}.com`],
  AllowedMethod: ['GET'],
  AllowedHeader: [],
  ExposeHeader: [],
  ...change,
})
const kinds = (before: CorsRule[], after: CorsRule[]) =>
  previewOf(cors, { CORSRule: before }, { CORSRule: after }, english).changes.map(
    (change) => change.kind,
  )

describe('preview', () => {
  test('nothing changes when nothing changed', () => {
    expect(kinds([site('a'), site('b')], [site('a'), site('b')])).toEqual([])
  })

  test('a rule taken out of the middle is one removal, not three changes', () => {
    expect(kinds([site('a'), site('b'), site('c')], [site('a'), site('c')])).toEqual(['removed'])
  })

  test('an edited rule shows both sentences', () => {
    const after = site('a', { AllowedMethod: ['GET', 'PUT'] })
    const { changes } = previewOf(cors, { CORSRule: [site('a')] }, { CORSRule: [after] }, english)
    expect(changes).toEqual([
      {
        kind: 'changed',
        before: 'Web pages from https://a.com may read files.',
        after: 'Web pages from https://a.com may read files and upload files.',
      },
    ])
  })

  test('another order is said where the order counts', () => {
    expect(kinds([site('a'), site('b')], [site('b'), site('a')])).toEqual(['reordered'])
    expect(kinds([site('a'), site('a'), site('b')], [site('a'), site('a'), site('b')])).toEqual([])
  })

  test('lifecycle rules are told apart by their names', () => {
    const rule = (ID: string, days: string) => ({ ID, Prefix: '', Expiration: { Days: days } })
    const parse = (...rules: object[]) => lifecycle.schema.parse({ Rule: rules })
    const { changes } = previewOf(
      lifecycle,
      parse(rule('a', '1'), rule('b', '2')),
      parse(rule('b', '3'), rule('a', '1'), rule('c', '4')),
      english,
    )
    expect(changes.map((change) => change.kind)).toEqual(['changed', 'added'])
  })
})

describe('issues against what the bucket has', () => {
  test('an unchanged rule never blocks the change of another', () => {
    const broken = site('a', { AllowedMethod: [] })
    const issues = (after: CorsRule[]) =>
      issuesAgainst(cors, { CORSRule: [broken] }, { CORSRule: after })
    expect(hasErrors(issues([site('b'), broken]))).toBe(false)
    expect(issues([site('b'), broken])).toHaveLength(1)
    expect(hasErrors(issues([{ ...broken, AllowedHeader: ['*'] }]))).toBe(true)
  })
})

describe('same content', () => {
  test('looks at neither order of elements nor absence', () => {
    expect(sameContent({ a: '1', b: [] }, { b: undefined, a: '1' })).toBe(true)
    expect(sameContent({ a: ['1', '2'] }, { a: ['2', '1'] })).toBe(false)
    expect(sameContent({ a: '' }, {})).toBe(false)
  })

  test('elements are taken out by path, through lists', () => {
    const value = { Rule: [{ ID: 'a', AtimeBase: '1' }, { ID: 'b' }] }
    expect(withoutElements(value, ['Rule.AtimeBase', 'Owner'])).toEqual({
      Rule: [{ ID: 'a' }, { ID: 'b' }],
    })
  })
})

test('a document is shown as XML, escaped', () => {
  expect(documentText('A', { '@x': '"', B: ['1', '<2>'], C: { D: '' }, E: undefined })).toBe(
    '<A x="&quot;">\n  <B>1</B>\n  <B>&lt;2></B>\n  <C>\n    <D></D>\n  </C>\n</A>',
  )
})
