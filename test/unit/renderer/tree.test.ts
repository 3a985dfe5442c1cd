import { describe, expect, it, vi } from 'vitest'
import { createTreeStore } from '../../../renderer/stores/tree.ts'
import { visibleRows } from '../../../renderer/stores/tree-nodes.ts'
import { createViews } from '../../../renderer/stores/views.ts'
import type { Account } from '../../../shared/accounts.ts'
import { fakeListing, file, folder } from './fake-listing.ts'

const account: Account = {
  id: 'a',
  name: 'Work',
  endpoint: { kind: 'region', region: 'cn-hangzhou' },
  credentialsKind: 'access-key',
  accessKeyId: 'id',
  preset: null,
  keep: 'keychain',
  state: 'ready',
}
const bucket = { name: 'b', region: null, createdAt: null, storageClass: null }
const buckets = new Map([['a', { state: 'ready' as const, list: [bucket], failure: null }]])
const place = { accountId: 'a', bucket: 'b', prefix: '' }

describe('tree', () => {
  it('shows folders only, and closes their view with the node', async () => {
    const fake = fakeListing([folder('trip/'), folder('work/'), file('x')])
    const store = createTreeStore(fake.api, createViews(fake.api))
    await store.getState().expand(place)
    const rows = visibleRows({ accounts: [account], buckets, ...store.getState() })
    expect(rows.map((row) => ('label' in row ? row.label : row.kind))).toEqual([
      'Work',
      'b',
      'trip',
      'work',
    ])
    store.getState().collapse(place)
    await vi.waitFor(() => expect(fake.calls.at(-1)?.[0]).toBe('catalog.close'))
    expect(visibleRows({ accounts: [account], buckets, ...store.getState() })).toHaveLength(2)
  })

  it('follows a change of the listing', async () => {
    const fake = fakeListing([folder('trip/')])
    const store = createTreeStore(fake.api, createViews(fake.api))
    await store.getState().expand(place)
    fake.rows = [folder('new/'), folder('trip/')]
    fake.revision = 2
    fake.push('catalog.changed', fake.status('view 1'))
    await vi.waitFor(() => expect(store.getState().children.get('a/b/')?.folders).toHaveLength(2))
  })

  it('opens its views again after a restart, its folders staying meanwhile', async () => {
    const fake = fakeListing([folder('trip/')])
    const store = createTreeStore(fake.api, createViews(fake.api))
    await store.getState().expand(place)
    fake.forgetViews()
    fake.rows = [folder('new/'), folder('trip/')]
    fake.push('catalog.restarted', null)
    expect(store.getState().children.get('a/b/')?.folders).toHaveLength(1)
    await vi.waitFor(() => expect(store.getState().children.get('a/b/')?.folders).toHaveLength(2))
    expect(store.getState().children.get('a/b/')?.viewId).toBe('view 2')
  })

  it('reveals a place from the top that the account has', async () => {
    const fake = fakeListing([folder('x/')])
    const store = createTreeStore(fake.api, createViews(fake.api))
    store.getState().toggleAccount('a', false)
    store.getState().reveal({ ...place, prefix: 'x/y/z/' }, { ...place, prefix: 'x/' })
    expect([...store.getState().expanded]).toEqual(['a/b/x/', 'a/b/x/y/'])
    expect(store.getState().collapsedAccounts.size).toBe(0)
  })

  it('says what stands in the way instead of the buckets', () => {
    const { children, expanded, collapsedAccounts } = createTreeStore(
      fakeListing([]).api,
      createViews(fakeListing([]).api),
    ).getState()
    const kinds = (of: Account, known = buckets as Parameters<typeof visibleRows>[0]['buckets']) =>
      visibleRows({ accounts: [of], buckets: known, children, expanded, collapsedAccounts }).map(
        ({ kind }) => kind,
      )
    expect(kinds({ ...account, state: 'locked' })).toEqual(['account', 'locked'])
    expect(kinds(account, new Map())).toEqual(['account', 'loading'])
    expect(kinds({ ...account, preset: 'oss://only/this/' }, new Map())).toEqual([
      'account',
      'bucket',
    ])
  })
})
