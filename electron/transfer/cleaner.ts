import { unlink } from 'node:fs/promises'
import { FailureError } from '../../shared/ipc/failure.ts'
import { backoffMs } from './backoff.ts'
import { systemCode } from './local-failure.ts'
import type { RemoteOf } from './remote.ts'
import type { Cleanup } from './store/cleanup-store.ts'
import type { Store } from './store/store.ts'

export interface CleanerOptions {
  readonly store: Store
  readonly remoteOf: RemoteOf
  readonly now: () => number
  readonly random: () => number
}

/** An Initiate is looked for around the time it was sent; the clocks may differ. */
const clockSlackMs = 15 * 60 * 1000
const longestWaitMs = 60 * 60 * 1000
/** Then it is given up: a bucket or account that is gone keeps nothing of ours. */
const maxTries = 50

/**
 * Takes away what cancelled and restarted files left behind: uploads on the server, which are
 * billed, and temporary files. Each is a row until that was acknowledged, so a crash loses none.
 */
export class Cleaner {
  readonly #options: CleanerOptions
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | null = null
  #working: Promise<void> | null = null

  constructor(options: CleanerOptions) {
    this.#options = options
  }

  /** Does what is due now. */
  wake(): void {
    if (this.#working || this.#stop.signal.aborted) return
    this.#working = this.#work().finally(() => {
      this.#working = null
      this.#wakeLater()
    })
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    if (this.#timer) clearTimeout(this.#timer)
    await this.#working
  }

  async #work(): Promise<void> {
    const { store, now, random } = this.#options
    while (!this.#stop.signal.aborted) {
      const cleanup = store.cleanups.due(now())
      if (cleanup === null) return
      try {
        await this.#clean(cleanup)
        store.cleanups.done(cleanup.id)
      } catch (error) {
        if (this.#stop.signal.aborted) return
        if (isPointless(error) || cleanup.attempts >= maxTries) {
          store.cleanups.done(cleanup.id)
        } else {
          const waitMs = 1000 + backoffMs(cleanup.attempts, random, null)
          store.cleanups.postpone(cleanup.id, now() + Math.min(longestWaitMs, waitMs))
        }
      }
    }
  }

  async #clean(cleanup: Cleanup): Promise<void> {
    if (cleanup.kind === 'temp-file') {
      await unlink(cleanup.path).catch((error) => {
        if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error
      })
      return
    }
    const { signal } = this.#stop
    const { bucket, key } = cleanup
    const remote = await this.#options.remoteOf(cleanup.accountId)
    const ids =
      cleanup.uploadId === null ? await this.#orphans(cleanup, signal) : [cleanup.uploadId]
    for (const id of ids) await remote.abort(bucket, key, id, signal)
  }

  /** Uploads that can only be the one whose id never reached us. */
  async #orphans(
    cleanup: Extract<Cleanup, { kind: 'upload' }>,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { bucket, key } = cleanup
    const remote = await this.#options.remoteOf(cleanup.accountId)
    const uploads = await remote.uploads(bucket, key, signal)
    const found: string[] = []
    for (const { uploadId, initiatedAtMs } of uploads) {
      if (initiatedAtMs < cleanup.intentAtMs - clockSlackMs) continue
      if (this.#options.store.checkpoints.knowsUpload(uploadId)) continue
      if ((await remote.parts(bucket, key, uploadId, signal)).length === 0) found.push(uploadId)
    }
    return found
  }

  #wakeLater(): void {
    if (this.#stop.signal.aborted) return
    const { store, now } = this.#options
    const due = store.cleanups.nextDueMs()
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (due === null) return
    const waitMs = Math.min(60_000, Math.max(100, due - now()))
    this.#timer = setTimeout(() => this.wake(), waitMs)
  }
}

/** There is nothing left that could be cleaned. */
function isPointless(error: unknown): boolean {
  return error instanceof FailureError && error.failure.code === 'NoSuchBucket'
}
