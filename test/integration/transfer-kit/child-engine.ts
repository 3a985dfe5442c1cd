import { join } from 'node:path'
import { createSigner } from '../../../electron/oss/signer.ts'
import { startTransfers } from '../../../electron/transfer/start.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'
import { settingsSchema } from '../../../shared/settings.ts'
import { defaultIdentity } from '../../oss-server/server.ts'

const source = (path: string): URL => new URL(`../../../electron/transfer/${path}`, import.meta.url)

/**
 * The engine as the app starts it, in a process that is to be killed; its queue is in `folder`.
 * Prints one line when it runs.
 */
export async function startChildEngine(
  url: string,
  folder: string,
  { connections, workerUrl = source('worker.ts') }: { connections: number; workerUrl?: URL },
): Promise<Awaited<ReturnType<typeof startTransfers>>['service']> {
  const choice = { kind: 'custom', host: url, region: 'cn-hangzhou', cname: false } as const
  const endpoint = parseEndpoint(choice)
  const { accessKeyId, accessKeySecret } = defaultIdentity
  const signer = createSigner({
    credentials: () => ({ kind: 'access-key', accessKeyId, accessKeySecret }),
  })
  const { service } = await startTransfers({
    workerUrl,
    dataPlaneUrl: source('data-plane/worker.ts'),
    dbPath: join(folder, 'queue.db'),
    signing: {
      endpoint: async () => endpoint,
      sign: (_accountId, requests) => Promise.all(requests.map(signer)),
    },
    choices: settingsSchema.parse({ connections }),
    onSnapshot: () => undefined,
    onObjectsChanged: () => undefined,
  })
  process.stdout.write('started\n')
  return service
}
