import { parentPort } from 'node:worker_threads'

type Messages = readonly { readonly args?: readonly unknown[] }[]

/** The catalog's own thread, which dies when it is told of the bucket `deadly`. */
await import('../../../electron/catalog/worker.ts')
parentPort?.on('message', (messages: Messages) => {
  if (messages.some(({ args }) => args?.[1] === 'deadly')) throw new Error('killed by the test')
})
