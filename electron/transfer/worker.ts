import { parentPort, workerData } from 'node:worker_threads'
import type { TransferWorkerData } from './protocol.ts'
import { serveTransfers } from './serve.ts'

if (parentPort === null) throw new Error('this file is the entry of a worker thread')
serveTransfers(parentPort, workerData as TransferWorkerData)
