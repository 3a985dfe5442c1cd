import { fdatasync } from 'node:fs'
import { promisify } from 'node:util'

const toDisk = promisify(fdatasync)

/** Enough that a flush is worth its commit of the file system's journal. */
const aheadBytes = 64 * 1024 * 1024

/**
 * Brings large files to the disk while they still arrive: otherwise the last step of a download
 * waits for everything that the system has put off, and a slow disk is met only then.
 */
export class FlushAhead {
  #behindBytes = 0
  #busy = false

  /** After so many bytes were written to `file`, which must stay open until this settles. */
  async wrote(file: number, bytes: number): Promise<void> {
    this.#behindBytes += bytes
    if (this.#busy || this.#behindBytes < aheadBytes) return
    this.#behindBytes = 0
    this.#busy = true
    try {
      await toDisk(file)
    } finally {
      this.#busy = false
    }
  }
}
