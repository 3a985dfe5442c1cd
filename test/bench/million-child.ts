import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TransferRow } from '../../shared/transfer/view.ts'
import { startDesk } from './desk-engine.ts'
import { watchMainThread } from './main-thread.ts'
import type { EnqueueResult, MillionJob, StartResult } from './million.ts'

/**
 * `enqueue`: starts the engine, lets it settle, and has it find every file of a folder. `start`:
 * starts it on the queue that this left, up to the first answers that a window needs. Prints its
 * result as one line of JSON. The service cannot be reached, so nothing but the queue is measured.
 */
const { what, source, dbPath } = JSON.parse(process.argv[2] ?? '{}') as MillionJob
const nowhere = { url: 'http://127.0.0.1:9', region: 'cn-hangzhou' }
const server = { ...nowhere, accessKeyId: 'id', accessKeySecret: 'secret' }
let row: TransferRow | undefined
const desk = await startDesk(server, {
  dbPath,
  connections: 8,
  onSnapshot: ({ transfers }) => {
    row = transfers[0]
  },
})
const result = what === 'enqueue' ? await enqueue() : await start()
process.stdout.write(`${JSON.stringify(result)}\n`)

async function enqueue(): Promise<EnqueueResult> {
  await sleep(2000)
  const idleBytes = residentBytes()
  const writtenBefore = writtenBytes()
  const delayOf = watchMainThread()
  const startedAt = performance.now()
  const spec = { kind: 'upload', accountId: 'bench', bucket: 'bench', prefix: 'photos/' } as const
  await desk.service.add({ ...spec, paths: [source], conflict: 'ask' })
  let mostBytes = 0
  while (!row?.enumerated) {
    await sleep(20)
    mostBytes = Math.max(mostBytes, residentBytes())
  }
  const wallS = (performance.now() - startedAt) / 1000
  const delay = delayOf()
  // Closing the queue brings what is left of its log into the file.
  await desk.stop()
  const written = writtenBytes() - writtenBefore
  return {
    ...{ count: row.items.total, wallS, delay },
    ...{ grownBytes: mostBytes - idleBytes, writtenBytes: written },
  }
}

async function start(): Promise<StartResult> {
  const [transfer] = (await desk.service.snapshot()).transfers
  if (!transfer) throw new Error('the queue is empty')
  const window = { transferId: transfer.id, show: 'all', offset: 0, count: 100 } as const
  const { rows } = await desk.service.items(window)
  if (rows.length === 0) throw new Error('no files to show')
  const msFromStart = performance.now()
  await desk.stop()
  return { count: transfer.items.total, msFromStart }
}

function residentBytes(): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kib) * 1024
}

/** What reached, or will reach, the disk: pages that were made dirty, of all threads. */
function writtenBytes(): number {
  const [, bytes] = /^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8')) ?? []
  return Number(bytes)
}
