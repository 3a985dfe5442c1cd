import { expect, test } from 'vitest'
import type { TransferRecord } from '../../../electron/transfer/store/records.ts'
import { termsOf, termsText } from '../../../electron/transfer/terms.ts'
import { callInputs } from '../../../shared/ipc/inputs.ts'
import type { TransferSpec } from '../../../shared/transfer/kinds.ts'

const place = { accountId: 'a', bucket: 'b' }
const chosen = { ...place, keys: ['k'], prefixes: ['p/'] }
const copying = { ...place, prefix: 'to/', rename: null, conflict: 'ask' as const }
const source = { ...chosen, basePrefix: '' }

const specs: readonly TransferSpec[] = [
  { ...chosen, kind: 'delete', versions: 'all', listed: [{ key: 'k', versionId: 'v' }] },
  { ...copying, kind: 'copy', source },
  { ...copying, kind: 'move', source, rename: 'new name' },
  { ...chosen, kind: 'restore', days: 3, tier: 'Bulk' },
  { ...chosen, kind: 'storage-class', storageClass: 'Archive' },
  { ...chosen, kind: 'acl', acl: 'default' },
  {
    ...{ ...chosen, kind: 'metadata', replace: true },
    ...{ headers: { expires: null }, metadata: { author: 'li' } },
  },
  { ...chosen, kind: 'tags', tags: { a: null }, replace: false },
]

const start = callInputs['transfers.start']

test.each(specs)('a $kind comes through and is kept without its lists', (spec) => {
  expect(start.parse(spec)).toEqual(spec)
  const { kind } = spec
  const stored = { id: 1, kind, terms: termsText(spec) } as TransferRecord
  const terms = termsOf(stored, kind)
  const kept = 'source' in terms ? terms.source : terms
  expect(kept).toMatchObject({ accountId: 'a', keys: [], prefixes: [] })
  expect({ ...spec, ...terms }).toEqual(terms)
  expect(() => termsOf(stored, kind === 'copy' ? 'acl' : 'copy')).toThrow()
})

test.each([
  ['a prefix that is none', { ...specs[3], prefixes: ['p'] }],
  ['a target that is no folder', { ...specs[1], prefix: 'to' }],
  ['a new name with a slash', { ...specs[2], rename: 'a/b' }],
  ['an empty new name', { ...specs[2], rename: '' }],
  ['no days', { ...specs[3], days: 0 }],
  ['an unknown class', { ...specs[4], storageClass: 'Frozen' }],
  ['a header that is no metadata', { ...specs[6], headers: { 'content-length': '1' } }],
  [
    'files of this computer',
    { kind: 'upload', ...place, paths: ['/etc'], prefix: '', conflict: 'ask' },
  ],
])('%s is refused', (_what, spec) => {
  expect(start.safeParse(spec).success).toBe(false)
})
