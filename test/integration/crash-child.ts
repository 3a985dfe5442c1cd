import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFinished } from '../../shared/transfer/state.ts'
import { startChildEngine } from './transfer-kit/child-engine.ts'

/**
 * A program that uploads and downloads until both are over, to be killed at any moment and started
 * again; in the threads that the app has. Arguments: URL of the server, folder of the scenario, bucket. Prints one line when its
 * engine runs and the final snapshot at its end.
 */
const [url = '', folder = '', bucket = ''] = process.argv.slice(2)

const commands = await startChildEngine(url, folder, {
  connections: 3,
  workerUrl: new URL('crash-child-transfers.ts', import.meta.url),
})

const location = { accountId: 'account', bucket, conflict: 'ask' } as const
const known = (await commands.snapshot()).transfers.map(({ kind }) => kind)
if (!known.includes('upload')) {
  const paths = [join(folder, 'source', 'set')]
  await commands.add({ ...location, kind: 'upload', prefix: 'up/', paths })
}
if (!known.includes('download')) {
  const target = { basePrefix: 'down/', keys: [], prefixes: ['down/'] }
  await commands.add({ ...location, ...target, kind: 'download', folder: join(folder, 'target') })
}
for (;;) {
  const snapshot = await commands.snapshot()
  if (snapshot.transfers.every(({ state }) => isFinished(state) || state === 'needs-attention')) {
    process.stdout.write(`${JSON.stringify(snapshot)}\n`)
    break
  }
  await sleep(5)
}
process.exit(0)
