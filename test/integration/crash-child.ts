import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSigner } from '../../electron/oss/signer.ts'
import { startTransfers } from '../../electron/transfer/start.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { settingsSchema } from '../../shared/settings.ts'
import { isFinished } from '../../shared/transfer/state.ts'
import { defaultIdentity } from '../oss-server/server.ts'

/**
 * A program that uploads and downloads until both are over, to be killed at any moment and started
 * again; in the threads that the app has. Arguments: URL of the server, folder of the scenario, bucket. Prints one line when its
 * engine runs and the final snapshot at its end.
 */
const [url = '', folder = '', bucket = ''] = process.argv.slice(2)

const endpoint = parseEndpoint({ kind: 'custom', host: url, region: 'cn-hangzhou', cname: false })
const { accessKeyId, accessKeySecret } = defaultIdentity
const signer = createSigner({
  credentials: () => ({ kind: 'access-key', accessKeyId, accessKeySecret }),
})
const { service: commands } = await startTransfers({
  workerUrl: new URL('crash-child-transfers.ts', import.meta.url),
  dataPlaneUrl: new URL('../../electron/transfer/data-plane/worker.ts', import.meta.url),
  dbPath: join(folder, 'queue.db'),
  signing: {
    endpoint: async () => endpoint,
    sign: (_accountId, requests) => Promise.all(requests.map(signer)),
  },
  choices: settingsSchema.parse({ connections: 3 }),
  onSnapshot: () => undefined,
  onObjectsChanged: () => undefined,
})
process.stdout.write('started\n')

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
