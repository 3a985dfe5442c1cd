import type { Root } from '../store/root-store.ts'

/** The one of several roots that cannot be read, and why. */
export class UnreadableRoot extends Error {
  readonly root: Root

  constructor(root: Root, cause: unknown) {
    super(`${root.source} cannot be read`, { cause })
    this.root = root
  }
}
