import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Api } from '../api.ts'
import { type Place, placesOnPath } from './place.ts'
import { closed, createTreeFolders } from './tree-folders.ts'
import { type Children, placeId } from './tree-nodes.ts'
import type { Views } from './views.ts'

export interface TreeState {
  readonly children: ReadonlyMap<string, Children>
  readonly expanded: ReadonlySet<string>
  /** Accounts start expanded. */
  readonly collapsedAccounts: ReadonlySet<string>
  toggleAccount(accountId: string, expanded: boolean): void
  expand(place: Place): Promise<void>
  collapse(place: Place): void
  /** Expands the account and the folders from `top` down to the place, not the place itself. */
  reveal(place: Place, top: Place): void
}
export type TreeStore = StoreApi<TreeState>

export function createTreeStore(api: Api, views: Views): TreeStore {
  return createStore<TreeState>((set, get) => {
    const openFolders = createTreeFolders(api, views, get, set)
    const releaseView = (id: string): void => {
      const viewId = get().children.get(id)?.viewId
      if (viewId) views.release(viewId)
    }
    return {
      children: new Map(),
      expanded: new Set(),
      collapsedAccounts: new Set(),
      toggleAccount(accountId, expanded) {
        const collapsedAccounts = new Set(get().collapsedAccounts)
        if (expanded) collapsedAccounts.delete(accountId)
        else collapsedAccounts.add(accountId)
        set({ collapsedAccounts })
      },
      async expand(place) {
        const id = placeId(place)
        set({ expanded: new Set(get().expanded).add(id) })
        const known = get().children.get(id)
        if (known && known.state !== 'failed') return
        releaseView(id)
        set({ children: new Map(get().children).set(id, closed) })
        await openFolders(place)
      },
      collapse(place) {
        const id = placeId(place)
        const expanded = new Set(get().expanded)
        const children = new Map(get().children)
        for (const open of [...expanded].filter((other) => other.startsWith(id))) {
          releaseView(open)
          expanded.delete(open)
          children.delete(open)
        }
        set({ expanded, children })
      },
      reveal(place, top) {
        const { collapsedAccounts, toggleAccount } = get()
        if (collapsedAccounts.has(place.accountId)) toggleAccount(place.accountId, true)
        const above = placesOnPath(place).slice(0, -1)
        for (const step of above.filter(({ prefix }) => prefix.startsWith(top.prefix))) {
          if (!get().expanded.has(placeId(step))) void get().expand(step)
        }
      },
    }
  })
}
