import { describe, expect, it } from 'vitest'
import {
  draftOf,
  emptySignIn,
  signInProblems,
} from '../../../renderer/screens/accounts/sign-in-form.ts'
import { accountDraftSchema } from '../../../shared/accounts.ts'

const good = {
  ...emptySignIn,
  accessKeyId: ' LTAI5tExample ',
  accessKeySecret: 'secret\n',
  region: 'cn-hangzhou',
}

describe('sign-in form', () => {
  it('names what is missing, field by field', () => {
    expect(signInProblems(emptySignIn, true)).toEqual({
      accessKeyId: 'accessKeyId',
      accessKeySecret: 'accessKeySecret',
      region: 'region',
    })
    expect(signInProblems({ ...good, kind: 'sts' }, true)).toEqual({
      securityToken: 'securityToken',
    })
  })

  it.each([
    [{ accessKeyId: 'LTAI 5t' }, { accessKeyId: 'accessKeyIdShape' }],
    [{ accessKeyId: 'STS.Nx1' }, { accessKeyId: 'stsKeyAsAccessKey' }],
    [{ accessKeySecret: 'half half' }, { accessKeySecret: 'blanks' }],
    [{ preset: 'bucket/prefix' }, { preset: 'presetShape' }],
    [{ place: 'host' as const }, { host: 'host' }],
    [{ place: 'host' as const, host: 'not a host' }, { host: 'hostShape' }],
    [
      { place: 'host' as const, host: 'h.example', hostRegion: 'X Y' },
      { hostRegion: 'regionShape' },
    ],
    [{ place: 'host' as const, host: '127.0.0.1:9000' }, { hostRegion: 'hostRegion' }],
    [{ place: 'host' as const, host: 'localhost' }, { hostRegion: 'hostRegion' }],
    [{ place: 'host' as const, host: 'oss-accelerate.aliyuncs.com' }, { hostRegion: 'hostRegion' }],
    [{ place: 'host' as const, host: 'oss-cn-beijing-internal.aliyuncs.com' }, {}],
    [
      { place: 'host' as const, host: 'h.example', hostRegion: 'cn-beijing', cname: true },
      { preset: 'presetForCname' },
    ],
  ])('judges %j before anything is sent', (change, problems) => {
    expect(signInProblems({ ...good, ...change }, true)).toEqual(problems)
  })

  it('never keeps a secret for the session without a yes', () => {
    expect(signInProblems(good, false)).toEqual({ agreedSession: 'agreeSessionMissing' })
    const agreed = { ...good, agreedSession: true }
    expect(signInProblems(agreed, false)).toEqual({})
    expect(draftOf(agreed, false).keep).toBe('session')
  })

  it('makes a draft that the main process takes', () => {
    const draft = draftOf(good, true)
    expect(accountDraftSchema.parse(draft)).toEqual(draft)
    expect(draft.credentials).toEqual({
      kind: 'access-key',
      accessKeyId: 'LTAI5tExample',
      accessKeySecret: 'secret',
    })
  })
})
