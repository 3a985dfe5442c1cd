import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChildEngine } from './transfer-kit/child-engine.ts'

/**
 * A program that looks for what there is to upload and to download, to be killed at any moment and
 * started again. Arguments: URL of the server, folder of the scenario, bucket. Ends when everything
 * was found.
 */
const [url = '', folder = '', bucket = ''] = process.argv.slice(2)
const commands = await startChildEngine(url, folder, { connections: 2 })

const location = { accountId: 'account', bucket, conflict: 'ask' } as const
const known = (await commands.snapshot()).transfers.map(({ kind }) => kind)
if (!known.includes('upload')) {
  const paths = [join(folder, '..', 'source')]
  await commands.add({ ...location, kind: 'upload', prefix: 'up/', paths })
}
if (!known.includes('download')) {
  const target = { basePrefix: 'down/', keys: [], prefixes: ['down/'] }
  await commands.add({ ...location, ...target, kind: 'download', folder })
}
while ((await commands.snapshot()).transfers.some(({ enumerated }) => !enumerated)) await sleep(2)
process.exit(0)
