import { parentPort, workerData } from 'node:worker_threads'
import type { TransferWorkerData } from '../../electron/transfer/protocol.ts'
import { serveTransfers } from '../../electron/transfer/serve.ts'

/** The transfer thread of the crash test: as in the app, but with small parts. */
const limits = {
  singleBytes: 100 * 1024,
  partSizeOf: () => 100 * 1024,
  copyBytes: 100 * 1024,
  copyPartSizeOf: () => 100 * 1024,
}
if (parentPort === null) throw new Error('this file is the entry of a worker thread')
serveTransfers(parentPort, workerData as TransferWorkerData, limits)
