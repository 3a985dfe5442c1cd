import { expect, it } from 'vitest'
import { fingerprintOf } from '../../../electron/bucket-config/fingerprint.ts'
import { sectionOf } from '../../../shared/oss/sections.ts'

const lifecycle = sectionOf('lifecycle')
const cors = sectionOf('cors')

it('is the same whatever the order of elements, and of rules where it means nothing', () => {
  const one = { ID: '1', Prefix: 'a/', Status: 'Enabled' }
  const two = { Status: 'Enabled', ID: '2', Prefix: 'b/' }
  const turned = { Prefix: 'a/', Status: 'Enabled', ID: '1', AtimeBase: '1700000000' }
  const before = fingerprintOf(lifecycle, { Rule: [one, two], Later: 'x' }, true)
  expect(fingerprintOf(lifecycle, { Later: 'x', Rule: [two, turned] }, true)).toBe(before)
  expect(fingerprintOf(lifecycle, { Rule: [one], Later: 'x' }, true)).not.toBe(before)
  expect(fingerprintOf(lifecycle, { Rule: [one, one], Later: 'x' }, true)).not.toBe(before)
  expect(fingerprintOf(lifecycle, { Rule: [one, two] }, true)).not.toBe(before)
})

it('tells the order of rules where the first that fits wins', () => {
  const rule = (origin: string) => ({ AllowedOrigin: [origin], AllowedMethod: ['GET'] })
  const [a, b] = [rule('https://a.example'), rule('https://b.example')]
  const before = fingerprintOf(cors, { CORSRule: [a, b] }, true)
  expect(fingerprintOf(cors, { CORSRule: [b, a] }, true)).not.toBe(before)
})

it('tells an empty document from none', () => {
  expect(fingerprintOf(cors, { CORSRule: [] }, true)).not.toBe(
    fingerprintOf(cors, { CORSRule: [] }, false),
  )
})
