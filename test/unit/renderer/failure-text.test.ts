import { describe, expect, it } from 'vitest'
import { en } from '../../../shared/i18n/en.ts'
import { failureText } from '../../../shared/i18n/failure-text.ts'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'
import { type Failure, localCodes } from '../../../shared/ipc/failure.ts'

function failure(code: string, change: Partial<Failure> = {}): Failure {
  const rest = { status: null, requestId: null, ec: null, retryable: false, details: {} }
  return { code, message: 'm', ...rest, ...change }
}

describe('failureText', () => {
  it.each([en, zhCn])('has a sentence of its own for each code of ours', (messages) => {
    const known: Readonly<Record<string, unknown>> = messages.errors.byCode
    expect(localCodes.filter((code) => !(code in known))).toEqual([])
  })

  it('tells the ways apart in which signing in fails', () => {
    const texts = [
      failure('InvalidAccessKeyId'),
      failure('SignatureDoesNotMatch'),
      failure('InvalidArgument', { ec: '0002-00000228', status: 400 }),
      failure('AccessDenied', { details: { Endpoint: 'oss-cn-beijing.aliyuncs.com' } }),
      failure('network.dns', { details: { host: 'nowhere.example' } }),
      failure('SecurityTokenExpired'),
      failure('InvalidSecurityToken'),
      failure('RequestTimeTooSkewed'),
      failure('AccessDenied', { status: 403 }),
    ].map((one) => failureText(en, one, 'sign-in').what)
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts[4]).toBe('nowhere.example was not found.')
  })

  it('suggests the preset only where a list of buckets was refused', () => {
    const denied = failure('AccessDenied', { status: 403 })
    expect(failureText(en, denied, 'sign-in')).toEqual(en.errors.special.listDenied)
    expect(failureText(en, denied)).toEqual(en.errors.byCode.AccessDenied)
  })

  it('falls back to the class of an unknown code', () => {
    expect(failureText(en, failure('Xyz', { status: 503 }))).toEqual(en.errors.byClass.throttled)
    expect(failureText(zhCn, failure('Xyz', { status: 400 }))).toEqual(zhCn.errors.byClass.fatal)
  })

  it.each([en, zhCn])('never shouts, begs or shrugs', (messages) => {
    const all = JSON.stringify(messages)
    expect(all.match(/[!！]|\bplease\b|something went wrong|(?<!申)请(?!求)/i)).toBeNull()
  })
})
