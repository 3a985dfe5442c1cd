import { createSigner } from '../../electron/oss/signer.ts'
import { startTransfers, type TransfersHandle } from '../../electron/transfer/start.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { settingsSchema } from '../../shared/settings.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { ServerFacts } from './processes.ts'

const source = (path: string): URL => new URL(`../../electron/transfer/${path}`, import.meta.url)

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
    workerUrl: source('worker.ts'),
    dataPlaneUrl: source('data-plane/worker.ts'),
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
