import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { type MortalChild, seededRandom, startMortal } from './transfer-kit/mortal-child.ts'

const kills = 50
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 100_000)
const child = new URL('crash-child.ts', import.meta.url)

const tree = {
  'set/one.bin': 750_000,
  'set/sub/two.bin': 409_600,
  'set/small-1.txt': 'first',
  'set/small-2.bin': 60_000,
  'set/sub/empty': '',
}

let server: OssServer
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'crash-'))
  server = await startOssServer({ dataDir: join(root, 'server'), minPartSizeBytes: 1024 })
  for (const operation of [
    'InitiateMultipartUpload',
    'UploadPart',
    'CompleteMultipartUpload',
    'PutObject',
    'GetObject',
  ]) {
    server.faults.add({ operation, effect: { kind: 'latency', ms: 20 } })
  }
})
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})

test(`killed at ${kills} random moments, the work is finished after each restart`, async () => {
  const random = seededRandom(seed)
  let longestMs = await undisturbedMs()
  console.log(`seed ${seed}, kills within ${longestMs.toFixed(0)} ms at first`)
  let killed = 0
  for (let round = 0; killed < kills; round++) {
    // A run that is over before its kill shows nothing: it does not count, and the next come sooner.
    expect(round, 'rounds').toBeLessThan(2 * kills)
    const bucket = `crash-${round}`
    const folder = join(root, bucket)
    await prepare(bucket, folder)
    const afterMs = random() * longestMs
    const first = start(folder, bucket)
    await first.started
    const startedAt = performance.now()
    await Promise.race([sleep(afterMs), first.ended])
    if (first.process.exitCode === null) killed++
    else longestMs = Math.min(longestMs, performance.now() - startedAt)
    first.process.kill('SIGKILL')
    await first.ended
    const second = start(folder, bucket)
    await second.ended
    const message = `seed ${seed}, round ${round}, killed after ${afterMs.toFixed(1)} ms`
    check(second.snapshot(), message)
    await compare(bucket, folder, message)
    checkRequests(bucket, message)
    await rm(folder, { recursive: true })
  }
}, 480_000)

/** How long the work takes, so that kills fall into all of it, also its very end. */
async function undisturbedMs(): Promise<number> {
  const folder = join(root, 'calm')
  await prepare('crash-calm', folder)
  const calm = start(folder, 'crash-calm')
  await calm.started
  const startedAt = performance.now()
  await calm.ended
  check(calm.snapshot(), 'undisturbed')
  return performance.now() - startedAt
}

async function prepare(bucket: string, folder: string): Promise<void> {
  server.createBucket({ name: bucket })
  await writeTree(join(folder, 'source'), tree)
  await mkdir(join(folder, 'target'))
  const client = aliOss(server.url, bucket)
  for (const name of Object.keys(tree)) {
    await client.put(`down/${name}`, join(folder, 'source', name))
  }
  server.requests.clear()
}

function check(snapshot: TransfersSnapshot, message: string): void {
  expect(
    snapshot.transfers.map(({ kind, state, items }) => `${kind}: ${state}, ${items.done}`).sort(),
    message,
  ).toEqual(['download: done, 5', 'upload: done, 5'])
}

async function compare(bucket: string, folder: string, message: string): Promise<void> {
  const source = await readTree(join(folder, 'source'))
  expect(await readTree(join(folder, 'target')), message).toEqual(source)
  const client = aliOss(server.url, bucket)
  for (const [name, digest] of Object.entries(source)) {
    const { content } = await client.get(`up/${name}`)
    expect(createHash('sha256').update(content).digest('hex'), `${message}: ${name}`).toBe(digest)
  }
  expect((await client.listUploads({ 'max-uploads': 100 })).uploads ?? [], message).toEqual([])
  const left = (await readdir(join(folder, 'target'), { recursive: true })).filter((name) =>
    name.includes('.ossdesk-'),
  )
  expect(left, message).toEqual([])
}

/** No acknowledged part was sent twice, and no file had a second upload. */
function checkRequests(bucket: string, message: string): void {
  const requests = server.requests.list().filter((request) => request.bucket === bucket)
  const parts = requests
    .filter(({ operation, status, acknowledged }) => {
      return operation === 'UploadPart' && status === 200 && acknowledged
    })
    .map(({ key, partNumber }) => `${key} ${partNumber}`)
  expect(new Set(parts).size, `${message}: ${parts.join()}`).toBe(parts.length)
  const uploads = new Map<string, Set<string>>()
  for (const { operation, key, uploadId, status } of requests) {
    if (operation !== 'UploadPart' || status !== 200) continue
    const ids = uploads.get(key ?? '') ?? new Set<string>()
    uploads.set(key ?? '', ids.add(uploadId ?? ''))
  }
  for (const [key, ids] of uploads) expect(ids.size, `${message}: ${key}`).toBe(1)
  const initiated = requests
    .filter(({ operation, status }) => operation === 'InitiateMultipartUpload' && status === 200)
    .map(({ key }) => key)
  expect(new Set(initiated).size, `${message}: ${initiated.join()}`).toBe(initiated.length)
}

function start(folder: string, bucket: string): MortalChild {
  return startMortal(child, [server.url, folder, bucket])
}
