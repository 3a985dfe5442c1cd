import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createOssClient } from '../../electron/oss/client.ts'
import { createSigner } from '../../electron/oss/signer.ts'
import { createUndiciTransport } from '../../electron/oss/transport-undici.ts'
import { createTransfers } from '../../electron/transfer/create.ts'
import { LaneSet } from '../../electron/transfer/data-plane/data-plane.ts'
import { startLaneHere } from '../../electron/transfer/data-plane/in-thread.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { isFinished } from '../../shared/transfer/state.ts'
import { defaultIdentity } from '../oss-server/server.ts'

/**
 * A program that uploads and downloads until both are over, to be killed at any moment and started
 * again. Arguments: URL of the server, folder of the scenario, bucket. Prints one line when its
 * engine runs and the final snapshot at its end.
 */
const [url = '', folder = '', bucket = ''] = process.argv.slice(2)

const client = createOssClient({
  endpoint: parseEndpoint({ kind: 'custom', host: url, region: 'cn-hangzhou', cname: false }),
  signer: createSigner({
    credentials: () => ({
      kind: 'access-key',
      accessKeyId: defaultIdentity.accessKeyId,
      accessKeySecret: defaultIdentity.accessKeySecret,
    }),
  }),
  transport: createUndiciTransport().transport,
  now: Date.now,
  random: Math.random,
  sleep: (ms) => sleep(ms),
  userAgent: 'crash-child',
})
const transfers = createTransfers({
  dbPath: join(folder, 'queue.db'),
  sessions: { client: async () => client },
  plane: new LaneSet([startLaneHere()]),
  connections: 3,
  limits: { singleBytes: 100 * 1024, partSizeOf: () => 100 * 1024 },
  onSnapshot: () => undefined,
  onObjectsChanged: () => undefined,
})
const { commands } = transfers
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
