import { describe, expect, test } from 'vitest'
import { cors } from '../../../../shared/oss/sections/cors.ts'
import {
  type CorsRule,
  unknownCorsElements,
} from '../../../../shared/oss/sections/cors-document.ts'
import { chinese, english, told } from './words.ts'

function rule(change: Partial<CorsRule> = {}): CorsRule {
  const AllowedOrigin = ['https://www.example.com']
  return { AllowedOrigin, AllowedMethod: ['GET'], AllowedHeader: [], ExposeHeader: [], ...change }
}
const check = (change: Partial<CorsRule>) => told(cors.check({ CORSRule: [rule(change)] }))

describe('cors checks', () => {
  test('accept an ordinary rule', () => {
    expect(check({ AllowedHeader: ['*'], ExposeHeader: ['ETag'], MaxAgeSeconds: '0' })).toEqual([])
    expect(check({ AllowedOrigin: ['*'] })).toEqual([])
    expect(check({ AllowedOrigin: ['https://*.example.com', 'http://localhost:3000'] })).toEqual([])
  })

  test.each<[string, Partial<CorsRule>, string]>([
    ['no origin', { AllowedOrigin: [] }, 'error CORSRule.0.AllowedOrigin corsOriginMissing'],
    [
      'an empty origin',
      { AllowedOrigin: [''] },
      'error CORSRule.0.AllowedOrigin.0 corsOriginEmpty',
    ],
    [
      'two stars in an origin',
      { AllowedOrigin: ['https://*.a.*'] },
      'error CORSRule.0.AllowedOrigin.0 corsOriginStars',
    ],
    [
      'two origins on a line',
      { AllowedOrigin: ['https://a.com https://b.com'] },
      'error CORSRule.0.AllowedOrigin.0 corsOriginBlank',
    ],
    ['no method', { AllowedMethod: [] }, 'error CORSRule.0.AllowedMethod corsMethodMissing'],
    [
      'an unknown method',
      { AllowedMethod: ['GET', 'PATCH'] },
      'error CORSRule.0.AllowedMethod.1 corsMethodUnknown',
    ],
    [
      'two stars in a header',
      { AllowedHeader: ['x-*-*'] },
      'error CORSRule.0.AllowedHeader.0 corsHeaderStars',
    ],
    [
      'a star in an exposed header',
      { ExposeHeader: ['x-oss-*'] },
      'error CORSRule.0.ExposeHeader.0 corsExposeStar',
    ],
    ['a broken age', { MaxAgeSeconds: '1.5' }, 'error CORSRule.0.MaxAgeSeconds corsMaxAge'],
  ])('refuse %s', (_, change, issue) => {
    expect(check(change)).toEqual([issue])
  })

  test.each<[string, Partial<CorsRule>, string]>([
    ['no scheme', { AllowedOrigin: ['www.a.com'] }, 'corsOriginScheme'],
    ['a path', { AllowedOrigin: ['https://a.com/'] }, 'corsOriginPath'],
    ['the same again', { AllowedOrigin: ['https://a.com', 'https://a.com'] }, 'corsOriginRepeated'],
    ['a strange header', { AllowedHeader: ['x y'] }, 'corsHeaderName'],
    ['a huge age', { MaxAgeSeconds: '1000000000' }, 'corsMaxAgeLong'],
  ])('only warn of %s', (_, change, code) => {
    const issues = cors.check({ CORSRule: [rule(change)] })
    expect(issues.map((issue) => [issue.severity, issue.code])).toEqual([['warning', code]])
  })

  test('leave the number of rules to the service', () => {
    const many = Array.from({ length: 11 }, () => rule())
    expect(told(cors.check({ CORSRule: many }))).toEqual(['warning CORSRule corsManyRules'])
    expect(cors.check({ CORSRule: many.slice(1) })).toEqual([])
  })
})

describe('cors sentences', () => {
  const full = rule({
    AllowedOrigin: ['https://a.com', 'https://b.com'],
    AllowedMethod: ['PUT', 'GET'],
    AllowedHeader: ['*'],
    ExposeHeader: ['ETag'],
    MaxAgeSeconds: '5400',
  })

  test('tell a whole rule in English', () => {
    expect(cors.statements({ CORSRule: [full] }, english)[0]?.text).toBe(
      'Web pages from https://a.com or https://b.com may read files and upload files. ' +
        'They may send any header. They can see ETag in the answers. ' +
        'Browsers remember this for 1 hour, 30 minutes.',
    )
  })

  test('tell a whole rule in Chinese', () => {
    expect(cors.statements({ CORSRule: [full] }, chinese)[0]?.text).toBe(
      '来自 https://a.com、https://b.com 的网页可以读取文件、上传文件。' +
        '可以发送任何请求头。可以看到响应头 ETag。浏览器会记住 1小时30分钟。',
    )
  })

  test('tell a rule that is still empty without pretending', () => {
    const empty = rule({ AllowedOrigin: [], AllowedMethod: [] })
    const text = cors.statements({ CORSRule: [empty] }, english)[0]?.text
    expect(text).toBe('Web pages that are still to be named may do nothing yet.')
  })
})

describe('cors risks', () => {
  const levels = (before: CorsRule[], after: CorsRule[]) =>
    cors
      .risks({ CORSRule: before }, { CORSRule: after }, english)
      .map((risk) => `${risk.level}: ${risk.text}`)

  test('every web page reading is a caution, writing a danger', () => {
    const read = rule({ AllowedOrigin: ['*'] })
    const write = rule({ AllowedOrigin: ['*'], AllowedMethod: ['GET', 'DELETE'] })
    expect(levels([], [read])[0]).toMatch(/^caution: Any web page .* may load/)
    expect(levels([], [write])[0]).toMatch(/^danger: Any web page .* upload to or delete/)
    expect(levels([read], [read])).toEqual([])
  })

  test('removing the last rule is said', () => {
    expect(levels([rule()], [])).toHaveLength(1)
    expect(levels([], [])).toEqual([])
  })
})

test('elements that the form does not show are found', () => {
  expect(unknownCorsElements(rule())).toEqual([])
  expect(unknownCorsElements({ ...rule(), Later: '1' })).toEqual(['Later'])
})
