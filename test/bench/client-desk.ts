import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { SigningService } from '../../electron/accounts/sessions.ts'
import { createSigner } from '../../electron/oss/signer.ts'
import { startTransfers } from '../../electron/transfer/start.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { settingsSchema } from '../../shared/settings.ts'
import { isFinished } from '../../shared/transfer/state.ts'
import type { TransferRow, TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { Job } from './job.ts'
import type { Prepared } from './prepared.ts'

const accountId = 'bench'
const source = (path: string): URL => new URL(`../../electron/transfer/${path}`, import.meta.url)

function signing(job: Job): SigningService {
  const { url: host, region, accessKeyId, accessKeySecret } = job
  const endpoint = parseEndpoint({ kind: 'custom', host, region, cname: false })
  const sign = createSigner({
    credentials: () => ({ kind: 'access-key', accessKeyId, accessKeySecret }),
  })
  return {
    endpoint: async () => endpoint,
    sign: (_accountId, requests) => Promise.all(requests.map(sign)),
  }
}

/** Our whole transfer engine as the app starts it: durable queue, threads and all checks. */
export async function prepareDesk(job: Job): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-queue-'))
  const finished = Promise.withResolvers<TransferRow>()
  const onSnapshot = ({ transfers }: TransfersSnapshot): void => {
    const [row] = transfers
    if (row && (isFinished(row.state) || row.state === 'needs-attention')) finished.resolve(row)
  }
  const handle = await startTransfers({
    workerUrl: source('worker.ts'),
    dataPlaneUrl: source('data-plane/worker.ts'),
    dbPath: join(folder, 'queue.db'),
    signing: signing(job),
    choices: settingsSchema.parse({ connections: job.parallel }),
    onSnapshot,
    onObjectsChanged: () => {},
  })
  const target = { accountId, bucket: job.bucket, conflict: 'replace' } as const
  const prefix = job.key.slice(0, job.key.length - basename(job.key).length)
  return {
    work: async () => {
      await handle.service.add(
        job.direction === 'upload'
          ? { kind: 'upload', ...target, prefix, paths: [job.path] }
          : {
              ...{ kind: 'download', ...target, basePrefix: prefix, folder: dirname(job.path) },
              ...(job.what === 'file'
                ? { keys: [job.key], prefixes: [] }
                : { keys: [], prefixes: [`${job.key}/`] }),
            },
      )
      const row = await finished.promise
      if (row.state !== 'done') throw new Error(`${job.direction}: ${JSON.stringify(row)}`)
    },
    close: async () => {
      await handle.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
