import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compactDate,
  httpDate,
  isoDate,
  parseHttpDate,
  parseIsoDate,
} from '../../../shared/oss/times.ts'

const ms = Date.UTC(2012, 1, 24, 6, 7, 48)

it('writes the three forms', () => {
  expect(httpDate(ms)).toBe('Fri, 24 Feb 2012 06:07:48 GMT')
  expect(isoDate(ms)).toBe('2012-02-24T06:07:48.000Z')
  expect(compactDate(ms)).toBe('20120224T060748Z')
})

describe('reading', () => {
  it('takes what the service sends', () => {
    expect(parseHttpDate('Fri, 24 Feb 2012 06:07:48 GMT')).toBe(ms)
    expect(parseIsoDate('2012-02-24T06:07:48.000Z')).toBe(ms)
    expect(parseIsoDate('2012-02-24T06:07:48Z')).toBe(ms)
  })

  it.each([
    '',
    'Fri, 24 Feb 2012 06:07:48 CST',
    'Fri, 31 Feb 2012 06:07:48 GMT',
    'Fri, 24 Foo 2012 06:07:48 GMT',
    'Friday, 24-Feb-12 06:07:48 GMT',
    '2012-02-24 06:07:48',
    '2012-02-30T06:07:48Z',
    '2012-02-24T25:07:48Z',
    '2012-02-24T06:07:48+08:00',
    '20120224T060748Z',
  ])('answers null for %j', (text) => {
    expect(parseHttpDate(text)).toBeNull()
    expect(parseIsoDate(text)).toBeNull()
  })

  it('reads whatever was written', () => {
    const whole = fc.integer({ min: 0, max: 253_402_300_799 }).map((seconds) => seconds * 1000)
    fc.assert(
      fc.property(whole, (value) => {
        expect(parseHttpDate(httpDate(value))).toBe(value)
        expect(parseIsoDate(isoDate(value))).toBe(value)
      }),
    )
  })
})
