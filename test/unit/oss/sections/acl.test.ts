import { describe, expect, test } from 'vitest'
import { acl, withGrant } from '../../../../shared/oss/sections/acl.ts'
import { chinese, english, told } from './words.ts'

const grant = (value: string) => ({ AccessControlList: { Grant: value } })

describe('acl', () => {
  test('takes the three permissions and no other', () => {
    expect(acl.check(grant('private'))).toEqual([])
    expect(acl.check(grant('public-read-write'))).toEqual([])
    expect(told(acl.check(grant('public')))).toEqual(['error AccessControlList.Grant aclUnknown'])
  })

  test('says who can open the files, also for a value that is not known', () => {
    const say = (value: string) => acl.statements(grant(value), english)[0]?.text
    expect(say('public-read')).toBe('Anyone on the internet can open the files of this bucket.')
    expect(say('secret')).toContain('secret')
    expect(acl.statements(grant('private'), chinese)[0]?.text).toContain('只有持有密钥')
  })

  test('warns of what becomes public, and of what stops being it', () => {
    const levels = (before: string, after: string) =>
      acl.risks(grant(before), grant(after), english).map((risk) => risk.level)
    expect(levels('private', 'private')).toEqual([])
    expect(levels('private', 'public-read')).toEqual(['danger'])
    expect(levels('public-read', 'public-read-write')).toEqual(['danger', 'danger'])
    expect(levels('public-read', 'private')).toEqual(['caution'])
  })

  test('keeps what else the document holds when the grant changes', () => {
    const document = { Owner: { ID: '1' }, AccessControlList: { Grant: 'private', More: 'x' } }
    expect(withGrant(document, 'public-read')).toEqual({
      Owner: { ID: '1' },
      AccessControlList: { Grant: 'public-read', More: 'x' },
    })
  })
})
