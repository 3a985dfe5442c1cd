import type { Sort, Window } from '../../shared/catalog.ts'
import type { CatalogStore } from './store.ts'

export interface Order {
  readonly revision: number
  readonly ids: Float64Array
}

interface Kept extends Order {
  readonly builtMs: number
  readonly costMs: number
}

export interface OrderRequest {
  readonly generationId: number
  readonly revision: number
  /** While pages are coming an order may lag behind, so that sorting does not eat the thread. */
  readonly growing: boolean
  readonly window: Pick<Window, 'sort' | 'filter' | 'only'>
}

const keptOrders = 8
/** Sorting may take this part of the time while a listing grows: 1 of 5. */
const restFactor = 4

/**
 * The row ids of a view in its order, one number per row (8 MB for a million). A window anywhere in
 * it is then a slice and as many look-ups by id, where OFFSET would walk over everything before it.
 */
export class Orders {
  readonly #store: CatalogStore
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()

  constructor(store: CatalogStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  get(request: OrderRequest): Order {
    const { sort, filter, only } = request.window
    const name = [request.generationId, sort.column, sort.direction, only, filter].join('\n')
    const known = this.#kept.get(name)
    if (known && (known.revision === request.revision || this.#isResting(known, request))) {
      this.#keep(name, known)
      return known
    }
    const startedMs = this.#now()
    const ids = this.#build(request)
    const builtMs = this.#now()
    const order = { revision: request.revision, ids, builtMs, costMs: builtMs - startedMs }
    this.#keep(name, order)
    return order
  }

  #isResting(known: Kept, request: OrderRequest): boolean {
    return request.growing && this.#now() - known.builtMs < known.costMs * restFactor
  }

  #build({ generationId, window }: OrderRequest): Float64Array {
    const { sort, filter, only } = window
    const folders = this.#store.ids(generationId, false, folderOrder(sort), filter)
    if (only === 'folders') return Float64Array.from(folders)
    const files = this.#store.ids(generationId, true, fileOrder(sort), filter)
    const ids = new Float64Array(folders.length + files.length)
    ids.set(folders)
    ids.set(files, folders.length)
    return ids
  }

  /** Last used comes last; the first is given up. */
  #keep(name: string, order: Kept): void {
    this.#kept.delete(name)
    this.#kept.set(name, order)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > keptOrders && oldest !== undefined) this.#kept.delete(oldest)
  }
}

const columns = { size: 'size_bytes', type: 'extension', modified: 'modified_at' } as const

/** Folders have neither size nor date: they keep to their names. */
function folderOrder(sort: Sort): string {
  const down = sort.column === 'name' && sort.direction === 'descending'
  return down ? 'sort_name DESC, name DESC' : 'sort_name, name'
}

/** Equal ones by name, so that the order is always the same. */
function fileOrder(sort: Sort): string {
  if (sort.column === 'name') return folderOrder(sort)
  const direction = sort.direction === 'descending' ? 'DESC' : 'ASC'
  return `${columns[sort.column]} ${direction}, sort_name, name`
}
