import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OssServer, startOssServer } from '../oss-server/server.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { type MortalChild, seededRandom, startMortal } from './transfer-kit/mortal-child.ts'

const kills = 20
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 100_000)
const child = new URL('crash-objects-child.ts', import.meta.url)

const content: Readonly<Record<string, Buffer>> = {
  'set/large.bin': randomBytes(450_000),
  'set/sub/middle.bin': randomBytes(150_000),
  'set/small.txt': Buffer.from('small'),
  'set/sub/empty': Buffer.alloc(0),
}
const names = Object.keys(content)

let server: OssServer
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'crash-objects-'))
  server = await startOssServer({ dataDir: join(root, 'server'), minPartSizeBytes: 1024 })
  for (const operation of [
    ...['CopyObject', 'InitiateMultipartUpload', 'UploadPartCopy', 'CompleteMultipartUpload'],
    ...['GetObject', 'UploadPart', 'PutObject', 'HeadObject', 'DeleteObject'],
  ]) {
    server.faults.add({ operation, effect: { kind: 'latency', ms: 10 } })
  }
})
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})

test(`killed at ${kills} random moments, nothing is lost, doubled or left behind`, async () => {
  const random = seededRandom(seed)
  const calm = await prepare('calm')
  const undisturbed = start(calm)
  await undisturbed.started
  const startedCalm = performance.now()
  await undisturbed.ended
  let longestMs = performance.now() - startedCalm
  await checkEnd(calm, 'undisturbed')
  console.log(`seed ${seed}, kills within ${longestMs.toFixed(0)} ms at first`)
  let killed = 0
  for (let round = 0; killed < kills; round++) {
    // A run that is over before its kill shows nothing: it does not count, and the next come sooner.
    expect(round, 'rounds').toBeLessThan(2 * kills)
    const scene = await prepare(String(round))
    const afterMs = random() * longestMs
    const first = start(scene)
    await first.started
    const startedAt = performance.now()
    await Promise.race([sleep(afterMs), first.ended])
    if (first.process.exitCode === null) killed++
    else longestMs = Math.min(longestMs, performance.now() - startedAt)
    first.process.kill('SIGKILL')
    await first.ended
    const message = `seed ${seed}, round ${round}, killed after ${afterMs.toFixed(1)} ms`
    await checkKept(scene, message)
    const second = start(scene)
    await second.ended
    const over = second.snapshot().transfers.map(({ kind, state, items }) => {
      return `${kind}: ${state}, ${items.done} of ${items.total}`
    })
    expect(over.sort(), message).toEqual([
      ...['copy: done, 4 of 4', 'move: done, 4 of 4', 'move: done, 4 of 4'],
      'storage-class: done, 4 of 4',
    ])
    await checkEnd(scene, message)
  }
}, 480_000)

interface Scene {
  readonly folder: string
  readonly bucket: string
  readonly away: string
}

async function prepare(name: string): Promise<Scene> {
  const scene = { folder: join(root, name), bucket: `here-${name}`, away: `away-${name}` }
  server.createBucket({ name: scene.bucket })
  server.createBucket({ name: scene.away, region: 'cn-beijing' })
  await mkdir(scene.folder)
  const client = aliOss(server.url, scene.bucket)
  for (const prefix of ['copy/', 'move/', 'away/', 'class/']) {
    for (const rest of names) await client.put(prefix + rest, content[rest] ?? Buffer.alloc(0))
  }
  return scene
}

function start({ folder, bucket, away }: Scene): MortalChild {
  return startMortal(child, [server.url, folder, bucket, away])
}

/** At any moment every file that moves is at its old or its new place, and right. */
async function checkKept(scene: Scene, message: string): Promise<void> {
  const here = await digests(scene.bucket, 'cn-hangzhou')
  const away = await digests(scene.away, 'cn-beijing')
  for (const rest of names) {
    const places = [here[`move/${rest}`], here[`moved/${rest}`]]
    expect(places, `${message}: ${rest}`).toContain(digestOf(rest))
    const apart = [here[`away/${rest}`], away[`moved/${rest}`]]
    expect(apart, `${message}: ${rest}`).toContain(digestOf(rest))
  }
}

async function checkEnd(scene: Scene, message: string): Promise<void> {
  const expected = (prefixes: readonly string[]) =>
    Object.fromEntries(
      prefixes.flatMap((prefix) => names.map((rest) => [prefix + rest, digestOf(rest)])),
    )
  const here = await digests(scene.bucket, 'cn-hangzhou')
  expect(here, message).toEqual(expected(['copy/', 'copied/', 'moved/', 'class/']))
  expect(await digests(scene.away, 'cn-beijing'), message).toEqual(expected(['moved/']))
  for (const bucket of [scene.bucket, scene.away]) {
    expect(server.store.uploads.counts(bucket).uploads, `${message}: ${bucket}`).toBe(0)
  }
  const { objects = [] } = await aliOss(server.url, scene.bucket).listV2({ prefix: 'class/' }, {})
  expect(new Set(objects.map(({ storageClass }) => String(storageClass)))).toEqual(new Set(['IA']))
}

async function digests(bucket: string, region: string): Promise<Readonly<Record<string, string>>> {
  const client = aliOss(server.url, bucket, region)
  const { objects = [] } = await client.listV2({ 'max-keys': '1000' }, {})
  const entries = objects.map(async ({ name }) => {
    const body = await client.get(name).catch((error: { readonly code?: unknown }) => {
      // The killed program's last request may be carried out after the list was made.
      if (error.code === 'NoSuchKey') return null
      throw error
    })
    return body === null ? [] : [[name, hash(body.content as Buffer)] as const]
  })
  return Object.fromEntries((await Promise.all(entries)).flat())
}

function digestOf(rest: string): string {
  return hash(content[rest] ?? Buffer.alloc(0))
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
