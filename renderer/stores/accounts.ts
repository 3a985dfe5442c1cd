import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Account } from '../../shared/accounts.ts'
import type { VaultInfo } from '../../shared/ipc/contract.ts'
import { type Failure, toFailure } from '../../shared/ipc/failure.ts'
import type { BucketSummary } from '../../shared/objects.ts'
import type { Api } from '../api.ts'

/** The buckets of one account. While `loading`, those known before stay. */
export interface Buckets {
  readonly state: 'loading' | 'ready' | 'failed'
  readonly list: readonly BucketSummary[]
  readonly failure: Failure | null
}

export interface AccountsState {
  /** null until the main process answered. */
  readonly accounts: readonly Account[] | null
  readonly failure: Failure | null
  readonly vault: VaultInfo | null
  readonly buckets: ReadonlyMap<string, Buckets>
  load(): Promise<void>
  loadBuckets(accountId: string): Promise<void>
}
export type AccountsStore = StoreApi<AccountsState>

export function createAccountsStore(api: Api): AccountsStore {
  return createStore<AccountsState>((set, get) => {
    const setBuckets = (accountId: string, change: Partial<Buckets>): void => {
      const known = get().buckets.get(accountId) ?? { state: 'loading', list: [], failure: null }
      set({ buckets: new Map(get().buckets).set(accountId, { ...known, ...change }) })
    }
    const show = (accounts: readonly Account[]): void => {
      const before = get().accounts ?? []
      set({ accounts, failure: null })
      for (const account of accounts) {
        const old = before.find(({ id }) => id === account.id)
        if (account.state === 'ready' && old?.state !== 'ready') void get().loadBuckets(account.id)
      }
    }
    api.on('accounts.changed', show)
    return {
      accounts: null,
      failure: null,
      vault: null,
      buckets: new Map(),
      async load() {
        try {
          const [accounts, vault] = await Promise.all([
            api.call('accounts.list'),
            api.call('accounts.vault'),
          ])
          set({ vault })
          show(accounts)
        } catch (error) {
          set({ failure: toFailure(error) })
        }
      },
      async loadBuckets(accountId) {
        setBuckets(accountId, { state: 'loading' })
        try {
          const list = await api.call('buckets.list', { accountId })
          setBuckets(accountId, { state: 'ready', list, failure: null })
        } catch (error) {
          setBuckets(accountId, { state: 'failed', failure: toFailure(error) })
        }
      },
    }
  })
}
