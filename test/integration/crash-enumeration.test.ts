import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../electron/db/open.ts'
import { migrations } from '../../electron/transfer/store/migrations.ts'
import { createStore } from '../../electron/transfer/store/store.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { writeTree } from './transfer-kit/files.ts'

const rounds = 8
const killsPerRound = 4
const bucket = 'crash-enumeration'
const child = fileURLToPath(new URL('enumeration-child.ts', import.meta.url))

/** A folder that is stored in pieces, with folders among its files; and a listing of some pages. */
const local = [
  ...Array.from({ length: 4000 }, (_, number) => `source/file-${number}.txt`),
  ...Array.from({ length: 200 }, (_, number) => `source/sub-${number % 50}/file-${number}.txt`),
]
const remote = Array.from({ length: 2500 }, (_, number) => `file-${number}.txt`)

let server: OssServer
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'crash-enumeration-'))
  server = await startOssServer({ dataDir: join(root, 'server') })
  server.createBucket({ name: bucket })
  await writeTree(root, Object.fromEntries(local.map((name) => [name, 'x'])))
  const client = aliOss(server.url, bucket)
  const waiting = [...remote]
  const put = async (): Promise<void> => {
    for (let name = waiting.pop(); name; name = waiting.pop()) {
      await client.put(`down/${name}`, Buffer.from('x'))
    }
  }
  await Promise.all([put(), put(), put(), put()])
  // What is found moves slowly, so that looking for it is what the kills strike.
  for (const operation of ['PutObject', 'GetObject']) {
    server.faults.add({ operation, effect: { kind: 'latency', ms: 500 } })
  }
}, 60_000)
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})

test('killed while it looks for files, it finds each of them once', async () => {
  let longestMs = await lookFor('calm', null)
  let struck = 0
  for (let round = 0; round < rounds; round++) {
    const folder = `round-${round}`
    for (let kill = 0; kill < killsPerRound; kill++) {
      // Spread over all of the work; what is left of it gets shorter with each kill.
      const afterMs = (longestMs * (round + 0.5)) / rounds / (kill + 1)
      const tookMs = await lookFor(folder, afterMs)
      if (tookMs > afterMs) struck++
      else longestMs = Math.max(longestMs * 0.9, 1)
    }
    await lookFor(folder, null)
    expect(namesIn(folder, 'upload'), `round ${round}`).toEqual(local.toSorted())
    expect(namesIn(folder, 'download'), `round ${round}`).toEqual(remote.toSorted())
  }
  expect(struck).toBeGreaterThan(rounds)
}, 240_000)

/** Answers how long the child worked; `killAfterMs` null: to its end. */
async function lookFor(name: string, killAfterMs: number | null): Promise<number> {
  const folder = join(root, name)
  await mkdir(folder, { recursive: true })
  const spawned = spawn(process.execPath, [child, server.url, folder, bucket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = endOf(spawned)
  await Promise.race([once(spawned.stdout, 'data'), ended])
  const startedAt = performance.now()
  if (killAfterMs === null) {
    expect(await ended).toBe(0)
  } else {
    await Promise.race([sleep(killAfterMs), ended])
    spawned.kill('SIGKILL')
    if ((await ended) === null) return Number.POSITIVE_INFINITY
  }
  return performance.now() - startedAt
}

async function endOf(spawned: ChildProcess): Promise<number | null> {
  const [code] = await once(spawned, 'exit')
  return code as number | null
}

/** In order; with every name as often as there is a row for it. */
function namesIn(name: string, kind: 'upload' | 'download'): readonly string[] {
  const { db } = openDatabase(join(root, name, 'queue.db'), migrations)
  try {
    const store = createStore(db)
    const transfer = store.transfers.shown(10).find((one) => one.kind === kind)
    const names: string[] = []
    for (let offset = 0; ; offset += 500) {
      const window = { transferId: String(transfer?.id), show: 'all', offset, count: 500 } as const
      const rows = store.pages.page(window)
      if (rows.length === 0) return names.sort()
      names.push(...rows.map((row) => row.name))
    }
  } finally {
    db.close()
  }
}
