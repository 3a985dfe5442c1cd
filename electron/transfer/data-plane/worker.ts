import { parentPort, workerData } from 'node:worker_threads'
import { serveDataPlane } from './serve.ts'

if (parentPort === null) throw new Error('this file is the entry of a worker thread')
serveDataPlane(parentPort, workerData as SharedArrayBuffer)
