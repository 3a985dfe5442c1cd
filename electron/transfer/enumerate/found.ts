import type { NewItem } from '../store/records.ts'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'

/** Rows that go into one transaction. */
const rowsAtOnce = 1024

/** What was found in one root. */
interface Piece {
  readonly root: Root
  items: NewItem[]
  folders: { readonly path: string; readonly name: string }[]
  done: boolean
}

/** Gathers what local roots hold, so that many small folders make one transaction. */
export class Found {
  readonly #store: Store
  readonly #transferId: number
  readonly #onRows: () => void
  #pieces: Piece[] = []
  #rows = 0

  constructor(store: Store, transferId: number, onRows: () => void) {
    this.#store = store
    this.#transferId = transferId
    this.#onRows = onRows
  }

  begin(root: Root): void {
    this.#pieces.push({ root, items: [], folders: [], done: false })
  }

  addItem(item: NewItem): void {
    this.#current.items.push(item)
    this.#rows++
  }

  addFolder(path: string, name: string): void {
    this.#current.folders.push({ path, name })
    this.#rows++
  }

  /** The root that was begun last was read to its end. */
  finish(): void {
    this.#current.done = true
    this.#rows++
    this.storeIfMany()
  }

  storeIfMany(): void {
    if (this.#rows >= rowsAtOnce) this.store()
  }

  /** The root that was begun last failed: what is not stored of it yet is found again. */
  dropUnfinished(): void {
    if (this.#pieces.at(-1)?.done === false) this.#pieces.pop()
  }

  store(): void {
    const pieces = this.#pieces
    if (pieces.length === 0) return
    this.#store.atomically(() => {
      for (const piece of pieces) this.#storePiece(piece)
    })
    const last = pieces.at(-1)
    this.#pieces = last && !last.done ? [{ ...last, items: [], folders: [] }] : []
    this.#rows = 0
    this.#onRows()
  }

  get #current(): Piece {
    const piece = this.#pieces.at(-1)
    if (piece === undefined) throw new Error('no root was begun')
    return piece
  }

  #storePiece({ root, items, folders, done }: Piece): void {
    const { items: itemStore, roots } = this.#store
    const firstItem = itemStore.add(root, items)
    for (const { path, name } of folders) {
      roots.add(this.#transferId, 'path', path, name, root.number)
    }
    if (done) roots.setDone(root)
    else roots.setBegun(root, firstItem)
  }
}
