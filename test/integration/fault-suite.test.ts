import { mkdirSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReceiptSums } from '../../shared/transfer/receipt.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { addFaults } from './transfer-kit/bad-network.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { hostileTree } from './transfer-kit/hostile-tree.ts'
import { seededRandom, startMortal } from './transfer-kit/mortal-child.ts'

/*
 * A night on a bad network: a mixed tree goes up and comes down while answers fail, connections
 * break, bytes are damaged, the service is away for a while, and the program is killed again and
 * again. `FAULTS=full` is the size that `npm run test:faults` has.
 */
const full = process.env.FAULTS === 'full'
const scale = full
  ? { small: 10_000, large: 3, kills: 50, outageMs: 30_000 }
  : { small: 1000, large: 1, kills: 10, outageMs: 5000 }
const largeBytes = 100 * 1024 * 1024
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 100_000)
const child = new URL('fault-child.ts', import.meta.url)
/** Kills come at a moment between these two after a start. */
const lifeMs = { least: 100, most: full ? 4000 : 2000 }

let server: OssServer
let root: string
let expected: Readonly<Record<string, string>>
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'faults-'))
  server = await startOssServer({ dataDir: join(root, 'server'), etags: 'crc64' })
  const large = Array.from({ length: scale.large }, (_, at) => [`large ${at}.bin`, largeBytes])
  await writeTree(join(root, 'source', 'tree'), {
    ...hostileTree(scale.small),
    ...Object.fromEntries(large),
  })
  expected = await readTree(join(root, 'source', 'tree'))
}, 300_000)
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})

test(
  'everything arrives whole through faults, an outage each way and kills, and the sums are right',
  async () => {
    console.log(`seed ${seed}: ${Object.keys(expected).length} files, ${2 * scale.kills} kills`)
    const random = seededRandom(seed)
    const source = join(root, 'source')
    const uploads = await survive('upload', random, (round) => {
      server.createBucket({ name: `round-${round}` })
      return { bucket: `round-${round}`, folder: source }
    })
    expectNothingSentTwice()
    await expectQuestionsForDamageOnly()
    const { bucket } = uploads.at(-1) ?? { bucket: '' }
    const downloads = await survive('download', random, (round) => {
      mkdirSync(join(root, `target-${round}`))
      return { bucket, folder: join(root, `target-${round}`) }
    })
    for (const { folder } of downloads) await expectArrived(folder)
    const proven = await listed(bucket)
    expect(proven).toHaveLength(Object.keys(expected).length)
    for (const at of uploads) {
      expect(await listed(at.bucket), `seed ${seed}, ${at.bucket}`).toEqual(proven)
      await expectNoUploads(at.bucket)
    }
  },
  full ? 3_600_000 : 300_000,
)

interface Place {
  readonly bucket: string
  readonly folder: string
}

/**
 * Works in one direction through every kill, and to the end. Work that is over before all the kills
 * came begins again at another place; answers all places, each of them finished.
 */
async function survive(
  direction: 'upload' | 'download',
  random: () => number,
  placeOf: (round: number) => Place,
): Promise<readonly Place[]> {
  const places: Place[] = []
  const outageAt = Math.floor(random() * scale.kills)
  addFaults(server.faults, Math.floor(random() * 1e6))
  let outage = Promise.resolve()
  let killed = 0
  for (let round = 0; ; round++) {
    const place = placeOf(round)
    const { bucket, folder } = place
    places.push(place)
    const queue = join(root, `${direction}-${round}`)
    await mkdir(queue)
    for (;;) {
      const running = startMortal(child, [server.url, queue, bucket, direction, folder])
      await running.started
      if (killed >= scale.kills) {
        await running.ended
        expectSums(running.snapshot(), direction)
        await outage
        server.faults.clear()
        return places
      }
      const life = lifeMs.least + random() * (lifeMs.most - lifeMs.least)
      await Promise.race([sleep(life), running.ended])
      if (running.process.exitCode !== null) {
        expectSums(running.snapshot(), direction)
        break
      }
      if (killed === outageAt) outage = goAway(scale.outageMs)
      killed++
      running.process.kill('SIGKILL')
      await running.ended
    }
  }
}

async function goAway(forMs: number): Promise<void> {
  const id = server.faults.add({ effect: { kind: 'offline' } })
  await sleep(forMs)
  server.faults.remove(id)
}

/** What was asked for is done: nothing failed, nothing was left out, nothing is missing. */
function expectSums(ended: TransfersSnapshot, direction: string): void {
  const { transfers, sums } = ended as TransfersSnapshot & { readonly sums: ReceiptSums }
  const message = `seed ${seed}, ${direction}: ${JSON.stringify(ended)}`
  const found = Object.keys(expected).length
  expect(transfers, message).toHaveLength(1)
  expect(transfers[0], message).toMatchObject({ kind: direction, state: 'done' })
  expect(transfers[0]?.doneBytes, message).toBe(transfers[0]?.totalBytes)
  const nothing = { skipped: 0, failed: 0, cancelled: 0, open: 0, unreadFolders: 0 }
  expect(sums, message).toEqual({ found, done: found, ...nothing })
}

/** No part that was stored whole and acknowledged went over the network again. */
function expectNothingSentTwice(): void {
  const parts = server.requests
    .list(0, ['UploadPart'])
    .filter(({ acknowledged, faults, status }) => status === 200 && acknowledged && !faults.length)
    .map(({ uploadId, partNumber }) => `${uploadId} ${partNumber}`)
  expect(parts.length).toBeGreaterThanOrEqual(scale.large)
  const twice = parts.filter((part, at) => parts.indexOf(part) !== at)
  expect(twice, `seed ${seed}`).toEqual([])
}

/**
 * An object that was damaged on its way, and whose answer died with the program or the connection,
 * cannot be told from somebody else's: it is not replaced unasked. Nothing else may raise a question.
 */
async function expectQuestionsForDamageOnly(): Promise<void> {
  const damaged = new Set(
    server.requests
      .list(0, ['PutObject'])
      .filter(({ faults }) => faults.includes('corrupt'))
      .map(({ key }) => key),
  )
  for (const name of await readdir(root)) {
    const lines = await readFile(join(root, name, 'asked.txt'), 'utf8').catch(() => '')
    const asked = lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as string)
    expect(
      asked.filter((key) => !damaged.has(key)),
      `seed ${seed}, ${name}`,
    ).toEqual([])
  }
}

/** What every bucket must hold alike: the last one is proven byte for byte by its download. */
async function listed(bucket: string): Promise<readonly string[]> {
  const client = aliOss(server.url, bucket)
  const all: string[] = []
  let token: string | undefined
  do {
    const query = token === undefined ? {} : { 'continuation-token': token }
    const page = await client.listV2({ 'max-keys': '1000', ...query }, {})
    all.push(...page.objects.map(({ name, size, etag }) => `${name} ${size} ${etag}`))
    token = page.nextContinuationToken
  } while (token)
  return all
}

async function expectNoUploads(bucket: string): Promise<void> {
  const { uploads } = await aliOss(server.url, bucket).listUploads({ 'max-uploads': 1000 })
  expect(uploads ?? [], `seed ${seed}, ${bucket}`).toEqual([])
}

/** Byte for byte, and without a temporary file beside it. */
async function expectArrived(folder: string): Promise<void> {
  expect(await readTree(join(folder, 'tree')), `seed ${seed}, ${folder}`).toEqual(expected)
  const files = await readdir(folder, { recursive: true })
  expect(files.filter((name) => name.includes('.ossdesk-'))).toEqual([])
}
