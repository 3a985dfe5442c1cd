import { describe, expect, test } from 'vitest'
import { lifecycle } from '../../../../shared/oss/sections/lifecycle.ts'
import {
  type LifecycleRule,
  unknownLifecycleElements,
} from '../../../../shared/oss/sections/lifecycle-document.ts'
import { chinese, english, told } from './words.ts'

function rule(change: Partial<LifecycleRule> = {}): LifecycleRule {
  return {
    ID: 'r',
    Prefix: 'logs/',
    Status: 'Enabled',
    Tag: [],
    Transition: [],
    NoncurrentVersionTransition: [],
    ...change,
  }
}
const check = (...rules: LifecycleRule[]) => told(lifecycle.check({ Rule: rules }))
const tag = { Key: 'team', Value: 'web' }
const ninety = { Days: '90' }

describe('lifecycle checks', () => {
  test('accept a rule with everything in its order', () => {
    const full = rule({
      Tag: [tag],
      Filter: { ObjectSizeGreaterThan: '1', Not: [{ Prefix: 'logs/keep/', Tag: [tag] }] },
      Transition: [
        { Days: '90', StorageClass: 'Archive' },
        { Days: '30', StorageClass: 'IA' },
      ],
      Expiration: { Days: '91' },
      NoncurrentVersionExpiration: { NoncurrentDays: '1' },
    })
    expect(check(full)).toEqual([])
    expect(check(rule({ Expiration: { CreatedBeforeDate: '2026-02-28T00:00:00.000Z' } }))).toEqual(
      [],
    )
  })

  test.each<[string, Partial<LifecycleRule>, string]>([
    ['no action', {}, ' lifecycleNoAction'],
    [
      'a folder still to be named',
      { Prefix: undefined, Expiration: ninety },
      '.Prefix lifecyclePrefixMissing',
    ],
    ['no days', { Expiration: { Days: '0' } }, '.Expiration.Days lifecycleDays'],
    ['half a day', { Expiration: { Days: '1.5' } }, '.Expiration.Days lifecycleDays'],
    ['neither days nor date', { Expiration: {} }, '.Expiration.Days lifecycleDays'],
    [
      'days and a date',
      { AbortMultipartUpload: { Days: '1', CreatedBeforeDate: '2026-01-01T00:00:00.000Z' } },
      '.AbortMultipartUpload lifecycleDaysAndDate',
    ],
    [
      'a date that is not midnight',
      { Expiration: { CreatedBeforeDate: '2026-01-01T08:00:00.000Z' } },
      '.Expiration.CreatedBeforeDate lifecycleDate',
    ],
    [
      'a date that does not exist',
      { Expiration: { CreatedBeforeDate: '2026-02-30T00:00:00.000Z' } },
      '.Expiration.CreatedBeforeDate lifecycleDate',
    ],
    [
      'days and dates in one rule',
      {
        Transition: [{ CreatedBeforeDate: '2026-01-01T00:00:00.000Z', StorageClass: 'IA' }],
        Expiration: ninety,
      },
      ' lifecycleMixed',
    ],
    [
      'a colder class that is not later',
      {
        Transition: [
          { Days: '30', StorageClass: 'IA' },
          { Days: '30', StorageClass: 'Archive' },
        ],
      },
      '.Transition.1.Days lifecycleClassOrder',
    ],
    [
      'the same class twice',
      {
        Transition: [
          { Days: '30', StorageClass: 'IA' },
          { Days: '60', StorageClass: 'IA' },
        ],
      },
      '.Transition.1.StorageClass lifecycleClassTwice',
    ],
    [
      'deletion before a move',
      { Transition: [{ Days: '90', StorageClass: 'IA' }], Expiration: ninety },
      '.Expiration.Days lifecycleDeleteEarly',
    ],
    [
      'a move without a class',
      { Transition: [{ Days: '90' }] },
      '.Transition.0.StorageClass lifecycleClassMissing',
    ],
    [
      'a delete marker rule with tags',
      { Tag: [tag], Expiration: { ExpiredObjectDeleteMarker: 'true' } },
      '.Expiration.ExpiredObjectDeleteMarker lifecycleMarkerAndTag',
    ],
    [
      'a version rule without days',
      { NoncurrentVersionExpiration: { NoncurrentDays: '' } },
      '.NoncurrentVersionExpiration.NoncurrentDays lifecycleDays',
    ],
    [
      'an exception outside',
      { Expiration: ninety, Filter: { Not: [{ Prefix: 'other/', Tag: [] }] } },
      '.Filter.Not.0.Prefix lifecycleExceptOutside',
    ],
    [
      'an empty exception',
      { Expiration: ninety, Filter: { Not: [{ Tag: [] }] } },
      '.Filter.Not.0.Prefix lifecycleExceptEmpty',
    ],
    [
      'sizes the wrong way round',
      {
        Expiration: ninety,
        Filter: { ObjectSizeGreaterThan: '5', ObjectSizeLessThan: '5', Not: [] },
      },
      '.Filter.ObjectSizeLessThan lifecycleSizeOrder',
    ],
    [
      'a size with small files left alone',
      {
        Transition: [{ Days: '1', StorageClass: 'IA', AllowSmallFile: 'false' }],
        Filter: { ObjectSizeGreaterThan: '5', Not: [] },
      },
      '.Filter.ObjectSizeGreaterThan lifecycleSizeSmallFiles',
    ],
    [
      'a nameless tag',
      { Expiration: ninety, Tag: [{ Key: '', Value: '' }] },
      '.Tag.0.Key lifecycleTagKey',
    ],
    ['a long name', { Expiration: ninety, ID: 'x'.repeat(256) }, '.ID lifecycleIdLong'],
    ['a strange status', { Expiration: ninety, Status: 'On' }, '.Status lifecycleStatus'],
  ])('refuse %s', (_, change, issue) => {
    expect(check(rule(change))).toEqual([`error Rule.0${issue}`])
  })

  test('refuse a name that is taken', () => {
    const other = rule({ Prefix: 'b/', Expiration: ninety })
    expect(check(rule({ Expiration: ninety }), other)).toEqual([
      'error Rule.1.ID lifecycleIdRepeated',
    ])
  })

  test('only warn where the service decides', () => {
    const twice = rule({ ID: 's', Expiration: ninety })
    expect(check(rule({ Expiration: ninety }), twice)).toEqual([
      'warning Rule.1.Prefix lifecyclePrefixRepeated',
    ])
    expect(check(rule({ Prefix: '/logs', Expiration: ninety }))).toEqual([
      'warning Rule.0.Prefix lifecyclePrefixSlash',
    ])
    expect(check(rule({ Tag: [tag], AbortMultipartUpload: { Days: '1' } }))).toEqual([
      'warning Rule.0.AbortMultipartUpload lifecycleAbortAndTag',
    ])
    expect(check(rule({ Transition: [{ Days: '1', StorageClass: 'Standard' }] }))).toEqual([
      'warning Rule.0.Transition.0.StorageClass lifecycleClassUnknown',
    ])
  })

  test('do not compare days since the last change with days since the last access', () => {
    const access = rule({
      Transition: [{ Days: '200', StorageClass: 'IA', IsAccessTime: 'True' }],
      Expiration: ninety,
    })
    expect(check(access)).toEqual(['warning Rule.0.Transition.0.StorageClass lifecycleAccessTime'])
  })
})

describe('the overlap header', () => {
  const headers = (...prefixes: string[]) =>
    lifecycle.headers({ Rule: prefixes.map((Prefix) => rule({ Prefix })) })
  const allow = { 'x-oss-allow-same-action-overlap': 'true' }

  test('is sent only when one prefix lies in another', () => {
    expect(headers('a/', 'b/')).toEqual({})
    expect(headers('a/', 'a/')).toEqual(allow)
    expect(headers('a/', '')).toEqual(allow)
    expect(headers('a/b/', 'a/')).toEqual(allow)
  })
})

describe('lifecycle sentences', () => {
  const say = (change: Partial<LifecycleRule>, words = english) =>
    lifecycle.statements({ Rule: [rule(change)] }, words)[0]?.text

  const deletion: Partial<LifecycleRule> = {
    Expiration: ninety,
    Filter: { Not: [{ Prefix: 'logs/invoices/', Tag: [] }] },
  }
  test('tell deletion with its exception in both languages', () => {
    expect(say(deletion)).toBe(
      'Files in logs/ are deleted 90 days after their last change, except those in logs/invoices/.',
    )
    expect(say(deletion, chinese)).toBe(
      'logs/ 中的文件在最后修改 90 天后删除，logs/invoices/ 中的文件除外。',
    )
  })

  const stages: Partial<LifecycleRule> = {
    Prefix: '',
    Tag: [tag],
    Transition: [
      { Days: '1', StorageClass: 'IA' },
      { Days: '60', StorageClass: 'Archive' },
    ],
    Filter: { ObjectSizeGreaterThan: '1000000', Not: [] },
    AbortMultipartUpload: { Days: '7' },
  }
  test('tell moves, tags, sizes and unfinished uploads', () => {
    expect(say(stages)).toBe(
      'All files tagged team = web larger than 1 MB move to Infrequent Access 1 day after their ' +
        'last change and move to Archive 60 days after their last change. ' +
        'Unfinished uploads are removed 7 days after they were started.',
    )
    expect(say(stages, chinese)).toBe(
      '所有带有标签 team = web、大于 1 MB 的文件在最后修改 1 天后转为低频访问，在最后修改 60 天后转为归档。' +
        '未完成的上传在开始 7 天后移除。',
    )
  })

  test('tell previous versions, dates, and that a rule is off', () => {
    expect(say({ Prefix: 'a', NoncurrentVersionExpiration: { NoncurrentDays: '5' } })).toBe(
      'Previous versions of files whose path begins with “a” are deleted 5 days after they were replaced.',
    )
    expect(say({ Expiration: { CreatedBeforeDate: '2026-01-01T00:00:00.000Z' } })).toBe(
      'Files in logs/ are deleted if their last change was before January 1, 2026.',
    )
    expect(say({ Status: 'Disabled', Expiration: ninety })).toMatch(/^Switched off: /)
  })

  test('do not pretend that an unnamed folder is the whole bucket', () => {
    expect(say({ Prefix: undefined, Expiration: ninety })).toBe(
      'Files in a folder that is still to be named are deleted 90 days after their last change.',
    )
    expect(say({ Prefix: undefined })).toContain('Nothing happens')
  })
})

describe('lifecycle risks', () => {
  const texts = (before: LifecycleRule[], after: LifecycleRule[]) =>
    lifecycle
      .risks({ Rule: before }, { Rule: after }, english)
      .map((risk) => `${risk.level}: ${risk.text}`)
      .join('\n')

  test('a rule that deletes the whole bucket says so', () => {
    expect(texts([], [rule({ Prefix: '', Expiration: ninety })])).toMatch(
      /^danger: Every file of the bucket/,
    )
    expect(texts([], [rule({ Expiration: ninety })])).toMatch(
      /^danger: Files in logs\/ are deleted/,
    )
  })

  test('one day, dates, versions, frozen classes', () => {
    expect(texts([], [rule({ Expiration: { Days: '1' } })])).toContain('the day after')
    const dated = rule({ Expiration: { CreatedBeforeDate: '2026-01-01T00:00:00.000Z' } })
    expect(texts([], [dated])).toContain('before January 1, 2026 is deleted at once')
    const versions = rule({ NoncurrentVersionExpiration: { NoncurrentDays: '9' } })
    expect(texts([], [versions])).toContain('previous versions cannot be brought back')
    const cold = texts([], [rule({ Transition: [{ Days: '9', StorageClass: 'ColdArchive' }] })])
    expect(cold).toContain('Cold Archive have to be restored')
    expect(cold).toContain('Cold Archive 180 days')
  })

  test('count when a rule is switched on, not when it is off or stays', () => {
    const on = rule({ Expiration: ninety })
    const off = rule({ Expiration: ninety, Status: 'Disabled' })
    expect(texts([], [off])).toBe('')
    expect(texts([on], [on])).toBe('')
    expect(texts([off], [on])).toContain('danger')
    expect(texts([on], [off])).toMatch(/^caution: Nothing will be cleaned up/)
  })
})

test('elements that the form does not show are found, at the top and inside', () => {
  expect(unknownLifecycleElements(rule({ AtimeBase: '1' }))).toEqual([])
  const more = rule({ Later: '1', Expiration: { Days: '1', Mood: 'x' } })
  expect(unknownLifecycleElements(more)).toEqual(['Later', 'Expiration.Mood'])
})
