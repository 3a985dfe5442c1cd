import { Worker } from 'node:worker_threads'
import type { ViewStatus } from '../../shared/catalog.ts'
import type { Pushes } from '../../shared/ipc/contract.ts'
import type { SigningService } from '../accounts/sessions.ts'
import type { CatalogService } from '../ipc/services.ts'
import { threadLimits } from '../threads/memory.ts'
import { type Remote, Rpc } from '../threads/rpc.ts'
import type { Catalog } from './catalog.ts'

export interface CatalogWorkerData {
  readonly dbPath: string
  readonly userAgent: string
}

export interface StartCatalogOptions extends CatalogWorkerData {
  /** `worker.ts` of this folder in tests, its bundle in the app. */
  readonly workerUrl: URL
  readonly signing: SigningService
  /** The worker ended by itself; calls fail from now on. */
  readonly onCrash?: (error: Error) => void
  /** It was started again after that: views opened before are unknown. */
  readonly onRestart?: () => void
}

export interface CatalogHandle {
  readonly service: CatalogService
  /** What the catalog shows there is stale. */
  objectsChanged(changed: Pushes['objects.changed']): void
  forgetAccount(accountId: string): void
  /** Answers the function that ends the subscription. */
  onChanged(listener: (status: ViewStatus) => void): () => void
  stop(): Promise<void>
}

interface Thread {
  readonly worker: Worker
  readonly service: Remote<Catalog>
  readonly ended: Promise<void>
}

/** Starts after a crash, so that a fault that always strikes does not turn round for ever. */
const maxRestarts = 5

/**
 * Starts the catalog in a thread of its own. It gets signatures from `signing`, never a secret. A
 * thread that ends by itself is started again: views are then unknown, listings are as stored.
 */
export function startCatalog(options: StartCatalogOptions): CatalogHandle {
  const listeners = new Set<(status: ViewStatus) => void>()
  let stopped = false
  let restarts = 0
  const start = (): Thread => startThread(options, listeners, crashed)
  let thread = start()

  function crashed(error: Error): void {
    if (stopped) return
    options.onCrash?.(error)
    restarts += 1
    if (restarts > maxRestarts) return
    thread = start()
    options.onRestart?.()
  }
  return {
    service: {
      open: (accountId, bucket, prefix) => thread.service.open(accountId, bucket, prefix),
      refresh: (viewId) => thread.service.refresh(viewId),
      window: (window) => thread.service.window(window),
      keysOf: (window) => thread.service.keysOf(window),
      close: (viewId) => thread.service.close(viewId),
      count: (accountId, bucket, selection) => thread.service.count(accountId, bucket, selection),
    },
    objectsChanged: ({ accountId, bucket, prefixes }) => {
      const told = thread.service.objectsChanged(accountId, bucket, prefixes)
      // A thread that ended lists again anyway.
      told.catch(() => undefined)
    },
    forgetAccount: (accountId) => {
      thread.service.forgetAccount(accountId).catch((error) => options.onCrash?.(error))
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      stopped = true
      // A thread that has ended already has nothing left to close.
      await thread.service.stop().catch(() => undefined)
      await thread.worker.terminate()
      await thread.ended
    },
  }
}

function startThread(
  { workerUrl, dbPath, userAgent, signing }: StartCatalogOptions,
  listeners: ReadonlySet<(status: ViewStatus) => void>,
  crashed: (error: Error) => void,
): Thread {
  const worker = new Worker(workerUrl, {
    workerData: { dbPath, userAgent },
    resourceLimits: threadLimits,
  })
  const rpc = new Rpc(worker)
  rpc.expose('signing', {
    endpoint: signing.endpoint.bind(signing),
    sign: signing.sign.bind(signing),
  })
  rpc.on<ViewStatus>('catalog.changed', (status) => {
    for (const listener of listeners) listener(status)
  })
  const ended = Promise.withResolvers<void>()
  let reason = new Error('the catalog thread ended')
  worker.on('error', (error) => {
    reason = error instanceof Error ? error : new Error(String(error))
  })
  worker.on('exit', () => {
    rpc.close(reason.message)
    ended.resolve()
    crashed(reason)
  })
  return { worker, service: rpc.connect<Catalog>('catalog'), ended: ended.promise }
}
