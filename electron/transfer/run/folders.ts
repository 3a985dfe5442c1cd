import { ensureFolder } from './local-place.ts'

/** So short that a folder which somebody takes away is noticed by the next files. */
const rememberMs = 1000

/**
 * Folders that were just found or made, so that a thousand files for one folder look it up once.
 * What changes in that time is met as an error of the file itself.
 */
export class Folders {
  readonly #now: () => number
  readonly #known = new Map<string, { readonly path: Promise<string>; readonly untilMs: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** As `ensureFolder`. */
  ensure(folder: string, segments: readonly string[]): Promise<string> {
    const id = JSON.stringify([folder, ...segments])
    const nowMs = this.#now()
    const known = this.#known.get(id)
    if (known && known.untilMs > nowMs) return known.path
    if (this.#known.size > 100) this.#known.clear()
    const path = ensureFolder(folder, segments)
    this.#known.set(id, { path, untilMs: nowMs + rememberMs })
    path.catch(() => this.#known.delete(id))
    return path
  }
}
