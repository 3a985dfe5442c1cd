import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import OSS from 'ali-oss'
import { createCrc64 } from '../../electron/oss/crc64.ts'
import type { AnswerParts } from '../../electron/oss/operation.ts'
import { listObjectsV2 } from '../../electron/oss/operations/listing.ts'
import { signV4 } from '../../electron/oss/sign-v4.ts'
import { type Measure, measure } from './statistics.ts'

export const clientSpeedIds = ['crc64', 'sign-v4', 'parse-list-page'] as const

interface Options {
  readonly runs: number
  readonly wanted: readonly string[]
  readonly log: (line: string) => void
}

/** What the client costs on one core without any network. The peers run in turn with ours. */
export async function benchClientSpeed(options: Options): Promise<readonly Measure[]> {
  const measures: Measure[] = []
  const benches = { crc64: crc64Bench, 'sign-v4': signBench, 'parse-list-page': parseBench }
  for (const id of clientSpeedIds) {
    if (!options.wanted.includes(id)) continue
    const { unit, ours, peer } = benches[id]()
    const [own, theirs]: [number[], number[]] = [[], []]
    // The first is for the compiler.
    await ours()
    await peer?.()
    for (let run = 0; run < options.runs; run++) {
      own.push(await ours())
      if (peer) theirs.push(await peer())
    }
    measures.push(measure(id, unit, own, peer ? { name: 'ali-oss', runs: theirs } : null))
    options.log(`${id}: ${own.map((value) => value.toFixed(2)).join(' ')} ${unit}`)
  }
  return measures
}

interface Bench {
  readonly unit: Measure['unit']
  /** One run; how much of it a second holds. */
  readonly ours: () => number | Promise<number>
  readonly peer: (() => number | Promise<number>) | null
}

/** Of a buffer that lives where it is checked, as in the data plane. */
function crc64Bench(): Bench {
  const sizeBytes = 64 * 1024 * 1024
  const rounds = 16
  const buffer = createCrc64().allocate(sizeBytes)
  buffer.bytes.set(randomBytes(sizeBytes))
  const ours = (): number => {
    const seconds = timed(() => {
      for (let round = 0; round < rounds; round++) buffer.crc(0, sizeBytes)
    })
    return (sizeBytes * rounds) / 1e9 / seconds
  }
  return { unit: 'GB/s', ours, peer: null }
}

const count = 20_000

interface PeerSigner {
  readonly authorizationV4: (
    id: string,
    secret: string,
    region: string,
    method: string,
    request: { readonly headers: object; readonly queries: object },
    bucket: string,
    key: string,
  ) => string
}

/** Requests for ever other keys, as an upload of many files makes them. */
function signBench(): Bench {
  const key = { accessKeyId: 'id', accessKeySecret: 'secret' }
  const headers = { 'content-type': 'text/plain', 'x-oss-meta-author': 'somebody' }
  const place = { method: 'PUT', bucket: 'bucket', region: 'cn-hangzhou', query: {} }
  const atMs = Date.UTC(2025, 0, 1)
  const ours = (): number => {
    const seconds = timed(() => {
      for (let index = 0; index < count; index++) {
        signV4({ ...place, key: `folder/object ${index}.txt`, headers, atMs }, key)
      }
    })
    return count / seconds
  }
  const signer = createRequire(import.meta.url)('ali-oss/lib/common/signUtils') as PeerSigner
  const signed = {
    ...headers,
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': '20250101T000000Z',
  }
  const peer = (): number => {
    const seconds = timed(() => {
      for (let index = 0; index < count; index++) {
        const request = { headers: signed, queries: {} }
        const name = `folder/object ${index}.txt`
        signer.authorizationV4('id', 'secret', 'cn-hangzhou', 'PUT', request, 'bucket', name)
      }
    })
    return count / seconds
  }
  return { unit: '/s', ours, peer }
}

/** A page of 1,000 keys. Ours becomes checked rows, the peer's the bare objects of its parser. */
function parseBench(): Bench {
  const contents = Array.from(
    { length: 1000 },
    (_, index) =>
      `<Contents><Key>photos%2F2024%2F%E4%B8%AD%20${index}.jpg</Key>` +
      '<LastModified>2012-02-24T08:43:07.000Z</LastModified>' +
      '<ETag>"5B3C1A2E053D763E1B002CC607C5A0FE1"</ETag><Type>Normal</Type><Size>344606</Size>' +
      '<StorageClass>Standard</StorageClass></Contents>',
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>b</Name><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>CgJiYw--</NextContinuationToken>${contents.join('')}</ListBucketResult>`
  const answer: AnswerParts = { status: 200, headers: {}, body: Buffer.from(xml) }
  const rounds = 20
  const ours = (): number => {
    const seconds = timed(() => {
      for (let round = 0; round < rounds; round++) listObjectsV2.output(answer, { bucket: 'b' })
    })
    return rounds / seconds
  }
  const client = new OSS({ accessKeyId: 'id', accessKeySecret: 'secret', bucket: 'bucket' })
  const parser = client as unknown as { parseXML(text: Uint8Array): Promise<unknown> }
  const peer = async (): Promise<number> => {
    const startedAt = performance.now()
    for (let round = 0; round < rounds; round++) await parser.parseXML(answer.body)
    return rounds / ((performance.now() - startedAt) / 1000)
  }
  return { unit: '/s', ours, peer }
}

function timed(work: () => void): number {
  const startedAt = performance.now()
  work()
  return (performance.now() - startedAt) / 1000
}
