import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import { sampleFacts } from '../oss-server/samples.ts'

interface Facts {
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly adminToken: string
}

interface Program {
  readonly facts: Facts
  readonly child: ChildProcess
}

const cli = fileURLToPath(new URL('../oss-server/cli.ts', import.meta.url))
let folder: string
let program: Program

async function start(): Promise<Program> {
  const options = ['--port', '0', '--data', folder, '--samples', '--json']
  const child = spawn(process.execPath, [cli, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, facts: JSON.parse(line) as Facts }
  }
  throw new Error('the program ended without a word')
}

function stop(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM',
): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill(signal)
  })
}

function send(raw: RawRequest): Promise<RawAnswer> {
  const { facts } = program
  return rawRequest(Number(new URL(facts.url).port), { identity: facts, ...raw })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  program = await start()
})

afterAll(async () => {
  await stop(program.child)
  await rm(folder, { recursive: true })
})

describe('the samples', () => {
  it('are three buckets', async () => {
    const { text } = await send({})
    const names = [...text.matchAll(/<Name>([^<]*)<\/Name>/g)].map((match) => match[1])
    expect(names).toEqual(sampleFacts.buckets)
  })

  it('have one prefix of ten thousand objects', async () => {
    let count = 0
    for (let marker = ''; ; ) {
      const query = { prefix: sampleFacts.manyPrefix, marker, 'max-keys': '1000' }
      const page = await send({ bucket: 'archive', query })
      count += page.text.match(/<Contents>/g)?.length ?? 0
      const next = page.element('NextMarker')
      if (next === null) break
      marker = next
    }
    expect(count).toBe(sampleFacts.manyCount)
  })

  it('have a large file whose checksum is that of its bytes', async () => {
    const answer = await send({ bucket: 'archive', key: sampleFacts.largeKey })
    expect(answer.body.length).toBe(sampleFacts.largeBytes)
    const md5 = createHash('md5').update(answer.body).digest('hex').toUpperCase()
    expect(answer.headers.etag).toBe(`"${md5}"`)
  })

  it('have pictures that are PNGs', async () => {
    const { body } = await send({ bucket: 'photos', key: 'cover.png' })
    expect(body.subarray(1, 4).toString()).toBe('PNG')
    const [width, height] = [body.readUInt32BE(16), body.readUInt32BE(20)]
    const sizeBytes = body.readUInt32BE(33)
    const pixels = inflateSync(body.subarray(41, 41 + sizeBytes))
    expect(pixels.length).toBe((width * 3 + 1) * height)
  })
})

it('ends cleanly on SIGTERM and has the same keys and data on the next start', async () => {
  const before = program.facts
  await send({ method: 'PUT', bucket: 'documents', key: 'mine.txt', body: 'mine' })
  await send({ method: 'DELETE', bucket: 'documents', key: 'readme.txt' })
  expect(await stop(program.child)).toBe(0)
  program = await start()
  expect(program.facts).toEqual({ ...before, url: program.facts.url })
  expect((await send({ bucket: 'documents', key: 'mine.txt' })).text).toBe('mine')
  // Samples are given once; what a person deleted stays deleted.
  expect((await send({ bucket: 'documents', key: 'readme.txt' })).status).toBe(404)
})

it('keeps every write that it acknowledged, although it is killed at once', async () => {
  const acknowledged: string[] = []
  let killed: Promise<unknown> | null = null
  const writer = async (writer: number): Promise<void> => {
    for (let index = 0; killed === null; index += 1) {
      const key = `kill/${writer}/${index}`
      const sent = send({ method: 'PUT', bucket: 'documents', key, body: key })
      const answer = await sent.catch(() => null)
      if (answer?.status === 200) acknowledged.push(key)
      if (acknowledged.length >= 200) killed ??= stop(program.child, 'SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: 16 }, (_each, index) => writer(index)))
  await killed
  program = await start()
  for (const key of acknowledged) {
    expect((await send({ bucket: 'documents', key })).text).toBe(key)
  }
})
