import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { isFinished } from '../../shared/transfer/state.ts'
import type { TransferRow, TransfersSnapshot } from '../../shared/transfer/view.ts'
import { startDesk } from './desk-engine.ts'
import type { Job } from './job.ts'
import type { Prepared } from './prepared.ts'

const accountId = 'bench'

/** Our engine with a queue of its own. */
export async function prepareDesk(job: Job): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-queue-'))
  const finished = Promise.withResolvers<TransferRow>()
  const onSnapshot = ({ transfers }: TransfersSnapshot): void => {
    const [row] = transfers
    if (row && (isFinished(row.state) || row.state === 'needs-attention')) finished.resolve(row)
  }
  const dbPath = join(folder, 'queue.db')
  const handle = await startDesk(job, { dbPath, connections: job.parallel, onSnapshot })
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
