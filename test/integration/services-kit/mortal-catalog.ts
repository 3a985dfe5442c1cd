import { parentPort } from 'node:worker_threads'

/** The catalog's own thread, which dies when it is told of the bucket `deadly`. */
await import('../../../electron/catalog/worker.ts')
parentPort?.on('message', (message: { readonly args?: readonly unknown[] }) => {
  if (message.args?.[1] === 'deadly') throw new Error('killed by the test')
})
