import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFinished } from '../../shared/transfer/state.ts'
import { startChildEngine } from './transfer-kit/child-engine.ts'

/**
 * A program that copies, moves and changes objects until all of it is over, to be killed at any moment
 * and started again. Arguments: URL of the server, folder of the scenario, bucket, bucket in another
 * region. Prints one line when its engine runs, and the final snapshot once it knows of nothing that is
 * to be taken away either: what is left on the server then has been forgotten.
 */
const [url = '', folder = '', bucket = '', away = ''] = process.argv.slice(2)

const commands = await startChildEngine(url, folder, {
  connections: 3,
  workerUrl: new URL('crash-child-transfers.ts', import.meta.url),
})

const place = { accountId: 'account', bucket } as const
const how = { rename: null, conflict: 'ask' } as const
const from = (prefix: string) =>
  ({ source: { ...place, basePrefix: prefix, keys: [], prefixes: [`${prefix}set/`] } }) as const
const all = [
  { ...place, ...how, ...from('copy/'), kind: 'copy', prefix: 'copied/' },
  { ...place, ...how, ...from('move/'), kind: 'move', prefix: 'moved/' },
  { ...place, ...how, ...from('away/'), kind: 'move', bucket: away, prefix: 'moved/' },
  { ...place, kind: 'storage-class', keys: [], prefixes: ['class/'], storageClass: 'IA' },
] as const
// Asked for one after the other, so that what is there tells what is still to be asked for.
const known = (await commands.snapshot()).total
for (const spec of all.slice(known)) await commands.add(spec)
const queue = new DatabaseSync(join(folder, 'queue.db'), { readOnly: true, timeout: 5000 })
const cleanups = queue.prepare('SELECT count(*) AS count FROM cleanups')
for (;;) {
  const snapshot = await commands.snapshot()
  const over = snapshot.transfers.every(
    ({ state }) => isFinished(state) || state === 'needs-attention',
  )
  // What was given up on the way is taken away in its own time.
  if (over && cleanups.get()?.count === 0) {
    process.stdout.write(`${JSON.stringify(snapshot)}\n`)
    break
  }
  await sleep(5)
}
process.exit(0)
