import { describe, expect, it } from 'vitest'
import { NetworkError } from '../../../electron/oss/errors.ts'
import { putObject, type WrittenObject } from '../../../electron/oss/operations/objects.ts'
import type { ManyTransport, Transport } from '../../../electron/oss/transport.ts'
import { toFailure } from '../../../shared/ipc/failure.ts'
import { failed, ok, setUp } from './scripted-client.ts'

const keys = ['a', 'b', 'c']
const inputs = keys.map((key) => ({ bucket: 'bucket', key, sizeBytes: 0 }))
const written = ok('', { etag: '"E"', 'x-oss-hash-crc64ecma': '7' })

/** Sends the requests one after the other, in the order in which they are handed over. */
function many(one: Transport): ManyTransport {
  return async (requests, signal, onAnswer) => {
    for (const { index, request } of requests) {
      onAnswer(index, await one(request, null, signal).catch((error) => error))
    }
  }
}

async function callAll(
  { client }: Pick<ReturnType<typeof setUp>, 'client'>,
  transport: ManyTransport,
  all: readonly { readonly bucket: string; readonly key: string }[] = inputs,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const results: string[] = []
  const told: number[] = []
  const options = { transport, ...(signal ? { signal } : {}) }
  await client.callAll(putObject, all, options, (index, result) => {
    told.push(index)
    results[index] = textOf(result)
  })
  expect(told.toSorted()).toEqual(all.map((_, index) => index))
  return results
}

function textOf(result: PromiseSettledResult<WrittenObject>): string {
  return result.status === 'fulfilled' ? `crc ${result.value.crc64}` : toFailure(result.reason).code
}

describe('many calls at once', () => {
  it('each have an answer of their own', async () => {
    const parts = setUp([written, failed(409, 'FileAlreadyExists'), written])
    const results = await callAll(parts, many(parts.transport))
    expect(results).toEqual(['crc 7', 'FileAlreadyExists', 'crc 7'])
    expect(parts.sent.map(({ path }) => path)).toEqual(['/a', '/b', '/c'])
    expect(new Set(parts.sent.map(({ headers }) => headers.authorization)).size).toBe(3)
  })

  it('send what cannot be sent not at all, and the others', async () => {
    const parts = setUp([written])
    const all = [{ bucket: 'bucket', key: '' }, ...inputs.slice(0, 1)]
    expect(await callAll(parts, many(parts.transport), all)).toEqual(['input.invalid', 'crc 7'])
    expect(parts.sent).toHaveLength(1)
  })

  it('are corrected one by one when the clock is off', async () => {
    const skewed = failed(
      403,
      'RequestTimeTooSkewed',
      '<ServerTime>2025-01-01T05:00:01.000Z</ServerTime>',
    )
    const parts = setUp(({ headers }) =>
      headers['x-oss-date']?.startsWith('20250101T05') ? written : skewed,
    )
    const results = await callAll(parts, many(parts.transport))
    expect(results).toEqual(['crc 7', 'crc 7', 'crc 7'])
    expect(parts.sent).toHaveLength(6)
    await callAll(parts, many(parts.transport))
    expect(parts.sent).toHaveLength(9)
  })

  it('fail with what the transport says of each, or of all that were not answered', async () => {
    const parts = setUp([written, new NetworkError('network.reset', 'gone'), written])
    expect(await callAll(parts, many(parts.transport))).toEqual(['crc 7', 'network.reset', 'crc 7'])
    const dying: ManyTransport = async (requests, _signal, onAnswer) => {
      for (const { index } of requests.slice(0, 1)) onAnswer(index, written)
      throw new NetworkError('network.reset', 'the thread ended')
    }
    expect(await callAll(parts, dying)).toEqual(['crc 7', 'network.reset', 'network.reset'])
  })

  it('are not sent when they were cancelled before', async () => {
    const parts = setUp([written])
    const results = await callAll(parts, many(parts.transport), inputs, AbortSignal.abort())
    expect(results).toEqual(inputs.map(() => 'client.cancelled'))
    expect(parts.sent).toHaveLength(0)
  })
})
