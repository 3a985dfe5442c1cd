import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createSigner } from '../../electron/oss/signer.ts'
import { startTransfers, type TransfersHandle } from '../../electron/transfer/start.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { settingsSchema } from '../../shared/settings.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { ServerFacts } from './processes.ts'

/** Bundled by `npm run bench`, as the app has them; otherwise the sources. */
const bundles = process.env.BENCH_THREADS
const thread = (source: string, bundle: string): URL =>
  bundles === undefined
    ? new URL(`../../electron/transfer/${source}`, import.meta.url)
    : pathToFileURL(join(bundles, bundle))

/** Our whole transfer engine as the app starts it: durable queue, threads and all checks. */
export function startDesk(
  server: ServerFacts,
  options: {
    readonly dbPath: string
    readonly connections: number
    readonly onSnapshot: (snapshot: TransfersSnapshot) => void
  },
): Promise<TransfersHandle> {
  const { url: host, region, accessKeyId, accessKeySecret } = server
  const endpoint = parseEndpoint({ kind: 'custom', host, region, cname: false })
  const sign = createSigner({
    credentials: () => ({ kind: 'access-key', accessKeyId, accessKeySecret }),
  })
  return startTransfers({
    workerUrl: thread('worker.ts', 'transfer-worker.js'),
    dataPlaneUrl: thread('data-plane/worker.ts', 'data-plane-worker.js'),
    dbPath: options.dbPath,
    signing: {
      endpoint: async () => endpoint,
      sign: (_accountId, requests) => Promise.all(requests.map(sign)),
    },
    choices: settingsSchema.parse({ connections: options.connections }),
    onSnapshot: options.onSnapshot,
    onObjectsChanged: () => {},
  })
}
