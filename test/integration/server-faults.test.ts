import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'

const content = randomBytes(200_000)
let folder: string
let server: OssServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
  server = await startOssServer({ dataDir: folder })
  server.createBucket({ name: 'home' })
  await put('data')
  server.requests.clear()
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function send(raw: RawRequest): Promise<RawAnswer> {
  return rawRequest(server.port, { bucket: 'home', ...raw })
}

function put(key: string): Promise<RawAnswer> {
  return send({ method: 'PUT', key, body: content })
}

describe('rules', () => {
  it('hit what they name, as often as they say', async () => {
    const effect = { kind: 'status', status: 503, code: 'ServiceUnavailable' } as const
    server.faults.add({ operation: 'GetObject', key: /^dat/, skip: 1, times: 2, effect })
    const statuses: number[] = []
    for (let turn = 0; turn < 5; turn += 1) statuses.push((await send({ key: 'data' })).status)
    expect(statuses).toEqual([200, 503, 503, 200, 200])
    expect((await send({ key: 'other' })).status).toBe(404)
    expect(server.faults.list()[0]?.hits).toBe(2)
  })

  it('hit at random, the same way in every run', async () => {
    const effect = { kind: 'status', status: 500, code: 'InternalError' } as const
    const run = async (): Promise<readonly number[]> => {
      const id = server.faults.add({ probability: 0.5, seed: 7, effect })
      const statuses: number[] = []
      for (let turn = 0; turn < 20; turn += 1) {
        statuses.push((await send({ method: 'HEAD', key: 'data' })).status)
      }
      server.faults.remove(id)
      return statuses
    }
    const first = await run()
    expect(new Set(first)).toEqual(new Set([200, 500]))
    expect(await run()).toEqual(first)
  })

  it('throttle with the times to wait', async () => {
    const code = 'UploadTrafficRateLimitExceeded'
    const waits = { retryAfterSeconds: 2, qosDelayMs: 1500 }
    server.faults.add({ effect: { kind: 'status', status: 503, code, ...waits } })
    const answer = await put('x')
    expect([answer.status, answer.element('Code')]).toEqual([503, code])
    expect(answer.headers['retry-after']).toBe('2')
    expect(answer.headers['x-oss-qos-delay-time']).toBe('1500')
  })
})

describe('connections', () => {
  it('are reset before anything is done', async () => {
    server.faults.add({ times: 1, effect: { kind: 'reset', when: 'before' } })
    await expect(put('lost')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await send({ key: 'lost' })).status).toBe(404)
  })

  it('are reset in the middle of an upload, of which nothing stays', async () => {
    const effect = { kind: 'reset', when: 'request-body', afterBytes: 1 } as const
    server.faults.add({ operation: 'PutObject', effect })
    await expect(put('lost')).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|EPIPE/),
    })
    expect((await send({ key: 'lost' })).status).toBe(404)
    expect(server.requests.list(0, ['PutObject'])[0]).toMatchObject({
      acknowledged: false,
      status: 0,
    })
  })

  it('are reset after the work is done, and the log says that nobody heard of it', async () => {
    server.faults.add({ operation: 'PutObject', effect: { kind: 'reset', when: 'before-answer' } })
    await expect(put('done')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await send({ key: 'done' })).status).toBe(200)
    expect(server.requests.list(0, ['PutObject'])[0]).toMatchObject({
      acknowledged: false,
      bytesIn: content.length,
    })
  })

  it.each([
    { kind: 'truncate', afterBytes: 70_000 },
    { kind: 'reset', when: 'response-body', afterBytes: 70_000 },
  ] as const)('end in the middle of a download: $kind', async (effect) => {
    server.faults.add({ operation: 'GetObject', effect })
    await expect(send({ key: 'data' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(server.requests.list(0, ['GetObject'])[0]).toMatchObject({
      acknowledged: false,
      bytesOut: 70_000,
    })
  })

  it('are refused while offline and work afterwards', async () => {
    const id = server.faults.add({ effect: { kind: 'offline' } })
    await expect(send({ key: 'data' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    server.faults.remove(id)
    expect((await send({ key: 'data' })).status).toBe(200)
  })

  it('hang without holding up the end of the server', async () => {
    server.faults.add({ effect: { kind: 'hang' } })
    const hanging = send({ key: 'data' })
    const ended = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' })
    while (server.requests.list().length === 0) await new Promise((go) => setTimeout(go, 5))
    await server.close()
    await ended
    server = await startOssServer({ dataDir: folder })
  })
})

describe('bytes', () => {
  it('are changed on their way in, as the checksum shows', async () => {
    const good = (await put('good')).headers['x-oss-hash-crc64ecma']
    const effect = { kind: 'corrupt', body: 'request', atByte: 150_000 } as const
    server.faults.add({ operation: 'PutObject', times: 1, effect })
    const bad = await put('bad')
    expect(bad.status).toBe(200)
    expect(bad.headers['x-oss-hash-crc64ecma']).not.toBe(good)
  })

  it('are changed on their way out, and only there', async () => {
    const effect = { kind: 'corrupt', body: 'response', atByte: 5 } as const
    server.faults.add({ operation: 'GetObject', times: 1, effect })
    const bad = (await send({ key: 'data' })).body
    expect(bad[5]).toBe((content[5] ?? 0) ^ 0xff)
    expect((await send({ key: 'data' })).body.equals(content)).toBe(true)
  })
})

it('tells the time of a skewed clock and judges by it', async () => {
  const skewMs = 20 * 60_000
  server.faults.add({ effect: { kind: 'skew', ms: skewMs } })
  const refused = await send({ key: 'data' })
  expect(refused.element('Code')).toBe('RequestTimeTooSkewed')
  const serverMs = Date.parse(String(refused.headers.date))
  expect((await send({ key: 'data', atMs: serverMs })).status).toBe(200)
})

describe('control from another process', () => {
  function admin(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { authorization: `Bearer ${server.adminToken}` }
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    return fetch(`${server.url}/-/${path}`, { method, headers, ...init })
  }

  it('adds, lists and removes rules', async () => {
    const effect = { kind: 'status', status: 500, code: 'InternalError' }
    const added = await admin('POST', 'faults', { keyPattern: '^dat', effect })
    const { id } = (await added.json()) as { id: string }
    expect((await send({ key: 'data' })).status).toBe(500)
    expect(await (await admin('GET', 'faults')).json()).toMatchObject([{ id, hits: 1 }])
    await admin('DELETE', `faults?id=${id}`)
    expect((await send({ key: 'data' })).status).toBe(200)
  })

  it('reads and clears the log', async () => {
    await send({ key: 'data' })
    const log = async (): Promise<unknown> =>
      (await admin('GET', 'requests?operation=GetObject')).json()
    // The client has all bytes before the server hears that the system took the last of them.
    await expect
      .poll(log)
      .toMatchObject([
        { operation: 'GetObject', key: 'data', status: 200, bytesOut: 200_000, acknowledged: true },
      ])
    await admin('DELETE', 'requests')
    expect(await (await admin('GET', 'requests')).json()).toEqual([])
  })

  it('refuses who has no token, and rules that are none', async () => {
    expect((await fetch(`${server.url}/-/faults`)).status).toBe(403)
    expect((await admin('POST', 'faults', { effect: { kind: 'unknown' } })).status).toBe(400)
    expect((await admin('GET', 'unknown')).status).toBe(404)
  })
})
