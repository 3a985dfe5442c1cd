import { existsSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Failure, toFailure } from '../../shared/ipc/failure.ts'
import { errorClassOf, isCredentialsRefused } from '../../shared/oss/error-codes.ts'
import { localFailureOf, systemCode } from './local-failure.ts'
import type { RemoteOf } from './remote/remote.ts'
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
const longestRefusedMs = 60 * 60 * 1000
const longestUnreachableMs = 5 * 60 * 1000
/**
 * About a week of hourly tries. Only what is refused for good, and files that cannot be deleted, end
 * this way: without network, keys or an answer nothing is counted and nothing given up.
 */
const maxRefusals = 200

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
    const { store, now } = this.#options
    while (!this.#stop.signal.aborted) {
      const cleanup = store.cleanups.due(now())
      if (cleanup === null) return
      try {
        await this.#clean(cleanup)
        store.cleanups.done(cleanup.id)
      } catch (error) {
        if (this.#stop.signal.aborted) return
        this.#postpone(cleanup, toFailure(error))
      }
    }
  }

  #postpone(cleanup: Cleanup, failure: Failure): void {
    const { store, now, random } = this.#options
    const meaning = meaningOf(failure)
    const longestMs = meaning === 'refused' ? longestRefusedMs : longestUnreachableMs
    const boundMs = Math.min(longestMs, 1000 * 2 ** Math.min(cleanup.tries, 12))
    const untilMs = now() + boundMs * (1 + random()) * 0.5
    switch (meaning) {
      case 'over':
        store.cleanups.done(cleanup.id)
        return
      case 'unreachable':
        // Everything else of the account would meet the same.
        if (cleanup.kind === 'upload') store.cleanups.postponeAccount(cleanup.accountId, untilMs)
        store.cleanups.postpone(cleanup.id, untilMs, false)
        return
      case 'refused':
        if (cleanup.refusals >= maxRefusals) store.cleanups.done(cleanup.id)
        else store.cleanups.postpone(cleanup.id, untilMs, true)
    }
  }

  async #clean(cleanup: Cleanup): Promise<void> {
    if (cleanup.kind === 'temp-file') {
      await removeFile(cleanup.path)
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

/** A folder that is not there may be a drive that is not plugged in: the file may come back. */
async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    const isGone = systemCode(error) === 'ENOENT' && existsSync(dirname(path))
    if (!isGone) throw localFailureOf(error, path)
  }
}

/**
 * `over`: nothing is left that could be cleaned. `unreachable`: nobody refused, it was only not
 * possible now. `refused`: a clear no, which a person may still turn round.
 */
function meaningOf({ code, status }: Failure): 'over' | 'unreachable' | 'refused' {
  if (code === 'NoSuchBucket' || code === 'account.absent') return 'over'
  if (code.startsWith('local.')) return 'refused'
  if (isCredentialsRefused(code)) return 'unreachable'
  return errorClassOf(code, status) === 'auth' ? 'refused' : 'unreachable'
}
