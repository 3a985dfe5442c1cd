import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFailure } from '../../shared/ipc/failure.ts'
import type { Api } from '../api.ts'
import { type Place, placesOnPath } from './place.ts'
import { type Children, type FolderNode, placeId } from './tree-nodes.ts'
import type { Views } from './views.ts'

export interface TreeState {
  readonly children: ReadonlyMap<string, Children>
  readonly expanded: ReadonlySet<string>
  /** Accounts start expanded. */
  readonly collapsedAccounts: ReadonlySet<string>
  toggleAccount(accountId: string, expanded: boolean): void
  expand(place: Place): Promise<void>
  collapse(place: Place): void
  /** Expands the folders on the way to the place, not the place itself. */
  reveal(place: Place): void
}
export type TreeStore = StoreApi<TreeState>

const pageRows = 1000
/** More folders than this in one folder are for the table and its filter. */
const maxFolders = 10_000

const closed: Children = {
  state: 'loading',
  folders: [],
  failure: null,
  viewId: null,
  revision: -1,
}

export function createTreeStore(api: Api, views: Views): TreeStore {
  return createStore<TreeState>((set, get) => {
    const change = (id: string, to: Partial<Children>): void => {
      const known = get().children.get(id) ?? closed
      set({ children: new Map(get().children).set(id, { ...known, ...to }) })
    }
    const read = async (id: string, viewId: string): Promise<void> => {
      try {
        const { folders, revision, total } = await readFolders(api, viewId)
        const known = get().children.get(id)
        if (known?.viewId !== viewId || revision < known.revision) return
        // The first answer of a listing under way may hold no folders yet.
        const state = total === 0 && known.state === 'loading' ? known.state : 'ready'
        change(id, { state, folders, revision, failure: null })
      } catch (error) {
        change(id, { state: 'failed', failure: toFailure(error) })
      }
    }
    listenTo(api, { get, change, read })
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
        change(id, closed)
        try {
          const status = await views.open(place)
          if (!get().expanded.has(id)) return views.release(status.viewId)
          const { viewId, failure } = status
          if (status.state === 'failed') {
            views.release(viewId)
            change(id, { state: 'failed', failure })
            return
          }
          change(id, { viewId, ...(status.state === 'listing' ? {} : { state: 'ready' }) })
          await read(id, viewId)
        } catch (error) {
          change(id, { state: 'failed', failure: toFailure(error) })
        }
      },
      collapse(place) {
        const id = placeId(place)
        const expanded = new Set(get().expanded)
        const children = new Map(get().children)
        for (const open of [...expanded].filter((other) => other.startsWith(id))) {
          const viewId = children.get(open)?.viewId
          if (viewId) views.release(viewId)
          expanded.delete(open)
          children.delete(open)
        }
        set({ expanded, children })
      },
      reveal(place) {
        for (const step of placesOnPath(place).slice(0, -1)) {
          if (!get().expanded.has(placeId(step))) void get().expand(step)
        }
      },
    }
  })
}

interface TreeWork {
  readonly get: () => TreeState
  readonly change: (id: string, to: Partial<Children>) => void
  readonly read: (id: string, viewId: string) => Promise<void>
}

function listenTo(api: Api, { get, change, read }: TreeWork): void {
  api.on('catalog.changed', (status) => {
    for (const [id, known] of get().children) {
      if (known.viewId !== status.viewId) continue
      if (status.state !== 'listing') change(id, { state: 'ready' })
      if (status.revision > known.revision) void read(id, status.viewId)
    }
  })
}

interface Folders {
  readonly folders: readonly FolderNode[]
  readonly revision: number
  readonly total: number
}

async function readFolders(api: Api, viewId: string): Promise<Folders> {
  const folders: FolderNode[] = []
  for (;;) {
    const page = await api.call('catalog.window', {
      viewId,
      sort: { column: 'name', direction: 'ascending' },
      filter: '',
      only: 'folders',
      offset: folders.length,
      count: pageRows,
    })
    for (const row of page.rows) folders.push({ prefix: row.key, name: row.name })
    const enough = folders.length >= Math.min(page.total, maxFolders) || page.rows.length === 0
    if (enough) return { folders, revision: page.revision, total: page.total }
  }
}
