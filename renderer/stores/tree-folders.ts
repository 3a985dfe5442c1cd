import type { ViewStatus } from '../../shared/catalog.ts'
import { toFailure } from '../../shared/ipc/failure.ts'
import type { Api } from '../api.ts'
import type { Place } from './place.ts'
import type { TreeState } from './tree.ts'
import { type Children, type FolderNode, placeId } from './tree-nodes.ts'
import type { Views } from './views.ts'

const pageRows = 1000
/** More folders than this in one folder are for the table and its filter. */
const maxFolders = 10_000

export const closed: Children = {
  state: 'loading',
  folders: [],
  failure: null,
  viewId: null,
  revision: -1,
}

type Set = (change: Pick<TreeState, 'children'>) => void

/** Keeps the folders of expanded nodes in step with their views; answers how one is opened. */
export function createTreeFolders(
  api: Api,
  views: Views,
  get: () => TreeState,
  set: Set,
): (place: Place) => Promise<void> {
  const places = new Map<string, Place>()
  const change = (id: string, to: Partial<Children>): void => {
    const known = get().children.get(id) ?? closed
    set({ children: new Map(get().children).set(id, { ...known, ...to }) })
  }

  const read = async (id: string, viewId: string): Promise<void> => {
    const current = (): Children | null => {
      const known = get().children.get(id)
      return known?.viewId === viewId ? known : null
    }
    try {
      const { folders, revision, total } = await readFolders(api, viewId)
      const known = current()
      if (!known || revision < known.revision) return
      // The first answer of a listing under way may hold no folders yet.
      const state = total === 0 && known.state !== 'ready' ? known.state : 'ready'
      change(id, { state, folders, revision, ...(state === 'failed' ? {} : { failure: null }) })
    } catch (error) {
      if (!current()) return
      const failure = toFailure(error)
      const place = places.get(id)
      if (failure.code === 'view.unknown' && place) await open(place)
      else change(id, { state: 'failed', failure })
    }
  }

  const open = async (place: Place): Promise<void> => {
    const id = placeId(place)
    places.set(id, place)
    // Folders that are shown stay until the new view knows better; their view counts for nothing.
    change(id, { viewId: null, revision: -1 })
    try {
      const status = await views.open(place)
      const known = get().children.get(id)
      if (!known || known.viewId !== null) {
        views.release(status.viewId)
        return
      }
      change(id, { viewId: status.viewId, ...stateOf(status, known) })
      await read(id, status.viewId)
    } catch (error) {
      if (get().children.has(id)) change(id, { state: 'failed', failure: toFailure(error) })
    }
  }

  api.on('catalog.changed', (status) => {
    for (const [id, known] of get().children) {
      if (known.viewId !== status.viewId) continue
      change(id, stateOf(status, known))
      if (status.revision > known.revision) void read(id, status.viewId)
    }
  })
  api.on('catalog.restarted', () => {
    for (const [id, { viewId }] of get().children) {
      const place = places.get(id)
      if (place && viewId !== null) void open(place)
    }
  })
  return open
}

/** A listing that failed is a failure of the node only where it left nothing to show. */
function stateOf(status: ViewStatus, known: Children): Partial<Children> {
  if (status.state === 'listing') return {}
  if (status.state === 'complete') return { state: 'ready', failure: null }
  const nothing = known.folders.length === 0 && status.folders === 0
  return nothing ? { state: 'failed', failure: status.failure } : { state: 'ready' }
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
