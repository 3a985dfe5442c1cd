import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSelectObjectMeta, selectObject } from '../../../electron/oss/operations/selecting.ts'
import { readSelectFrames } from '../../../electron/oss/select-frames.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { failureOf, ok, setUp } from './scripted-client.ts'

function frame(type: number, payload: Buffer, checksum = crc32(payload)): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt8(1, 0)
  head.writeUIntBE(type, 1, 3)
  head.writeUInt32BE(payload.length, 4)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(checksum)
  return Buffer.concat([head, payload, tail])
}

/** Numbers by their width in bytes. */
function numbers(...fields: readonly (readonly [number, number])[]): Buffer {
  return Buffer.concat(
    fields.map(([width, value]) => {
      const bytes = Buffer.alloc(width)
      if (width === 8) bytes.writeBigUInt64BE(BigInt(value))
      else bytes.writeUInt32BE(value)
      return bytes
    }),
  )
}

const data = (text: string): Buffer =>
  frame(8_388_609, Buffer.concat([numbers([8, 0]), Buffer.from(text)]))
const keepAlive = frame(8_388_612, numbers([8, 5]))
const end = (status: number, message = ''): Buffer =>
  frame(8_388_613, Buffer.concat([numbers([8, 9], [8, 99], [4, status]), Buffer.from(message)]))
const object = { bucket: 'b', key: 'k' }
const csv = { kind: 'csv' } as const
const answer = (body: Buffer, headers = {}): ReturnType<typeof ok> => ({
  ...ok('', headers),
  status: 206,
  body,
})

describe('selectObject', () => {
  it('sends the query and puts the rows together', async () => {
    const body = Buffer.concat([data('a,1\n'), keepAlive, data('b,2\n'), end(206, '.')])
    const { client, sent } = setUp([answer(body)])
    const selected = await client.call(selectObject, {
      ...object,
      expression: 'select * from ossobject',
      from: { ...csv, header: 'Use', separator: ';', compressed: 'GZIP', range: 'line-range=0-9' },
      to: { csv: { separator: '\t' }, header: true },
      skipPartialRows: true,
      maxSkippedRows: 3,
    })
    expect(Buffer.from(selected.data).toString()).toBe('a,1\nb,2\n')
    expect(selected.scannedBytes).toBe(99)
    expect(sent[0]?.path).toBe('/k?x-oss-process=csv%2Fselect')
    expect(Buffer.from(sent[0]?.body ?? []).toString()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<SelectRequest>' +
        '<Expression>c2VsZWN0ICogZnJvbSBvc3NvYmplY3Q=</Expression><InputSerialization>' +
        '<CompressionType>GZIP</CompressionType><CSV><FileHeaderInfo>Use</FileHeaderInfo>' +
        '<FieldDelimiter>Ow==</FieldDelimiter><Range>line-range=0-9</Range></CSV>' +
        '</InputSerialization><OutputSerialization><CSV><FieldDelimiter>CQ==</FieldDelimiter></CSV>' +
        '<EnablePayloadCrc>true</EnablePayloadCrc><OutputHeader>true</OutputHeader>' +
        '</OutputSerialization><Options><SkipPartialDataRecord>true</SkipPartialDataRecord>' +
        '<MaxSkippedRecordsAllowed>3</MaxSkippedRecordsAllowed></Options></SelectRequest>',
    )
  })

  it('takes raw rows as they come', async () => {
    const raw = answer(Buffer.from('a,1\n'), { 'x-oss-select-output-raw': 'true' })
    const { client } = setUp([raw])
    const from = { kind: 'json', type: 'LINES', numbersAsText: true } as const
    const input = { ...object, expression: 's', from, to: { raw: true, json: { rowEnd: ',' } } }
    const selected = await client.call(selectObject, input)
    expect(selected).toEqual({ data: Buffer.from('a,1\n'), scannedBytes: null })
  })

  it('fails with what the end says', async () => {
    const { client } = setUp([answer(Buffer.concat([data('a'), end(400, 'bad SQL')]))])
    const { failure } = await failureOf(
      client.call(selectObject, { ...object, expression: 's', from: csv }),
    )
    expect(failure).toMatchObject({
      code: 'SelectOperationFailed',
      message: 'bad SQL',
      status: 400,
      retryable: false,
    })
  })
})

describe('createSelectObjectMeta', () => {
  const counts = numbers([8, 0], [8, 99], [4, 200], [4, 2], [8, 1000])

  it.each([
    ['csv', csv, frame(8_388_614, Buffer.concat([counts, numbers([4, 7])])), 7],
    ['json', { kind: 'json', type: 'LINES' } as const, frame(8_388_615, counts), null],
  ] as const)('counts the rows of %s', async (kind, from, body, columns) => {
    const { client, sent } = setUp([answer(body)])
    const meta = await client.call(createSelectObjectMeta, { ...object, from, overwrite: true })
    expect(meta).toEqual({ splits: 2, rows: 1000, columns })
    expect(sent[0]?.path).toBe(`/k?x-oss-process=${kind}%2Fmeta`)
    expect(Buffer.from(sent[0]?.body ?? []).toString()).toContain(
      '<OverwriteIfExists>true</OverwriteIfExists>',
    )
  })
})

describe('frames', () => {
  const whole = Buffer.concat([data('hello'), end(206)])

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['no end', data('x')],
    ['another version', Buffer.concat([Buffer.from([2]), whole.subarray(1)])],
    ['an unknown type', frame(8_388_610, numbers([8, 0]))],
    ['a wrong checksum', frame(8_388_609, numbers([8, 0]), 1)],
    ['something after the end', Buffer.concat([whole, keepAlive])],
    ['an end without its numbers', frame(8_388_613, numbers([8, 0]))],
    ['no room for the offset', frame(8_388_609, numbers([4, 0]))],
  ])('refuses %s', (_, bytes) => {
    expect(() => readSelectFrames(bytes)).toThrow(FailureError)
  })

  it('needs no checksum', () => {
    const bytes = Buffer.concat([frame(8_388_609, numbers([8, 0], [4, 7]), 0), end(206)])
    expect(readSelectFrames(bytes).data).toEqual(numbers([4, 7]))
  })

  it('refuses every piece of an answer that is cut off', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => readSelectFrames(whole.subarray(0, length))).toThrow(FailureError)
    }
  })

  it('never does anything but read or refuse', () => {
    const bytes = fc.uint8Array({ maxLength: 80 })
    fc.assert(
      fc.property(bytes, fc.boolean(), (random, started) => {
        const body = started ? Buffer.concat([whole.subarray(0, 29), random]) : random
        try {
          readSelectFrames(body)
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError)
        }
      }),
    )
  })
})
