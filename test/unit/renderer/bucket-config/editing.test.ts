import { describe, expect, test } from 'vitest'
import {
  corsTemplate,
  corsTemplates,
} from '../../../../renderer/screens/bucket-config/cors-templates.ts'
import {
  moveBy,
  notesAt,
  withElements,
} from '../../../../renderer/screens/bucket-config/editing.ts'
import {
  freeRuleName,
  lifecycleTemplate,
  lifecycleTemplates,
} from '../../../../renderer/screens/bucket-config/lifecycle-templates.ts'
import {
  byDate,
  inDates,
  inDays,
} from '../../../../renderer/screens/bucket-config/lifecycle-units.ts'
import { cors } from '../../../../shared/oss/sections/cors.ts'
import { lifecycle } from '../../../../shared/oss/sections/lifecycle.ts'
import { english } from '../../oss/sections/words.ts'

describe('editing helpers', () => {
  test('a removed element leaves no trace', () => {
    expect(Object.keys(withElements({ a: '1', b: '2' }, { a: undefined } as object))).toEqual(['b'])
  })

  test('moving stops at both ends', () => {
    expect(moveBy(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moveBy(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
    expect(moveBy(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  })

  test('an empty field is told only after the first try', () => {
    const document = cors.schema.parse({ CORSRule: [{ AllowedMethod: ['GET'] }] })
    const issues = cors.check(document)
    const notes = (showMissing: boolean) =>
      notesAt({ document, issues, showMissing, words: english }, ['CORSRule', 0, 'AllowedOrigin'])
    expect(notes(false)).toEqual({ error: null, warning: null })
    expect(notes(true).error).toBe('Enter at least one address, or * for every web page.')
  })

  test('a wrong value is told at once', () => {
    const document = cors.schema.parse({
      CORSRule: [{ AllowedOrigin: ['*.a*'], AllowedMethod: ['GET'] }],
    })
    const editor = { document, issues: cors.check(document), showMissing: false, words: english }
    expect(notesAt(editor, ['CORSRule', 0, 'AllowedOrigin']).error).toContain('more than one *')
    expect(notesAt(editor, ['CORSRule', 0], { exact: true }).error).toBeNull()
  })
})

describe('templates', () => {
  test('a CORS template lacks only the web page', () => {
    for (const name of corsTemplates.filter((each) => each !== 'blank')) {
      const rule = { ...corsTemplate(name), AllowedOrigin: ['https://a.com'] }
      expect(cors.check({ CORSRule: [rule] })).toEqual([])
    }
  })

  test('a lifecycle template is valid once its folder is named; deleting never starts with all files', () => {
    for (const name of lifecycleTemplates.filter((each) => each !== 'blank')) {
      const rule = { ...lifecycleTemplate(name, 'r'), Prefix: 'a/' }
      expect(lifecycle.check({ Rule: [rule] })).toEqual([])
    }
    expect(lifecycleTemplate('remove', 'r').Prefix).toBeUndefined()
  })

  test('names are the first free ones', () => {
    expect(freeRuleName(['rule-1', undefined, 'rule-3'])).toBe('rule-2')
  })
})

test('a rule changes its unit as a whole and keeps what it does not know', () => {
  const rule = lifecycle.schema.parse({
    Rule: [
      {
        ID: 'r',
        Prefix: '',
        Transition: [{ Days: '1', StorageClass: 'IA', More: 'x' }],
        Expiration: { Days: '9' },
        AbortMultipartUpload: { Days: '3' },
      },
    ],
  }).Rule[0]
  if (rule === undefined) throw new Error('no rule')
  const dated = inDates(rule)
  expect(byDate(rule)).toBe(false)
  expect(byDate(dated)).toBe(true)
  expect(dated.Transition).toEqual([{ CreatedBeforeDate: '', StorageClass: 'IA', More: 'x' }])
  expect(dated.Expiration).toEqual({ CreatedBeforeDate: '' })
  expect(dated.AbortMultipartUpload).toEqual({ Days: '3' })
  expect(inDays(dated).Expiration).toEqual({ Days: '' })
})
