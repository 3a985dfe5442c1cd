import { Worker } from 'node:worker_threads'
import type { ViewStatus } from '../../shared/catalog.ts'
import type { SigningService } from '../accounts/sessions.ts'
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
}

export interface CatalogHandle {
  readonly service: Remote<Omit<Catalog, 'stop'>>
  /** Answers the function that ends the subscription. */
  onChanged(listener: (status: ViewStatus) => void): () => void
  stop(): Promise<void>
}

/** Starts the catalog in a thread of its own. It gets signatures from `signing`, never a secret. */
export function startCatalog(options: StartCatalogOptions): CatalogHandle {
  const { workerUrl, dbPath, userAgent, signing } = options
  const worker = new Worker(workerUrl, { workerData: { dbPath, userAgent } })
  const rpc = new Rpc(worker)
  rpc.expose('signing', {
    endpoint: signing.endpoint.bind(signing),
    sign: signing.sign.bind(signing),
  })
  const ended = Promise.withResolvers<void>()
  worker.on('error', (error) => options.onCrash?.(error as Error))
  worker.on('exit', () => {
    rpc.close('the catalog thread has ended')
    ended.resolve()
  })
  const service = rpc.connect<Catalog>('catalog')
  return {
    service,
    onChanged: (listener) => rpc.on('catalog.changed', listener),
    stop: async () => {
      // A thread that has ended already has nothing left to close.
      await service.stop().catch(() => undefined)
      await worker.terminate()
      await ended.promise
    },
  }
}
