import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import type { Root } from '../store/root-store.ts'
import type { Store } from '../store/store.ts'

const rowsAtOnce = 2000

/**
 * The names that are stored already of a folder that was read in part: a folder has no order in
 * which to go on, so it is read again and what is known is passed over. In a temporary database of
 * its own, which goes to disk when it grows and is gone with `close`.
 */
export class SeenNames {
  readonly #db = new DatabaseSync('')
  readonly #find: StatementSync

  private constructor() {
    // Nobody reads it after a crash; and one transaction that never ends, because names come in no
    // order and each commit would write most of its pages again.
    this.#db.exec('PRAGMA journal_mode = OFF; PRAGMA cache_size = -32768; BEGIN')
    this.#db.exec('CREATE TABLE names (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID')
    this.#find = this.#db.prepare('SELECT 1 FROM names WHERE name = ?')
  }

  static async of(store: Store, root: Root, signal: AbortSignal): Promise<SeenNames> {
    const seen = new SeenNames()
    try {
      await seen.#fill(
        (from) => store.items.foundIn(root, from, rowsAtOnce),
        root.firstItem,
        signal,
      )
      await seen.#fill((from) => store.roots.foundIn(root, from, rowsAtOnce), root.number, signal)
      return seen
    } catch (error) {
      seen.close()
      throw error
    }
  }

  has(name: string): boolean {
    return this.#find.get(name) !== undefined
  }

  close(): void {
    this.#db.close()
  }

  async #fill(
    page: (from: number) => readonly { readonly number: number; readonly name: string | null }[],
    from: number | null,
    signal: AbortSignal,
  ): Promise<void> {
    const add = this.#db.prepare('INSERT INTO names VALUES (?) ON CONFLICT DO NOTHING')
    let next: number | null = from ?? 0
    while (next !== null) {
      signal.throwIfAborted()
      const rows = page(next)
      for (const { name } of rows) if (name !== null) add.run(name)
      const last = rows.at(-1)
      next = last ? last.number + 1 : null
      await turn()
    }
  }
}
