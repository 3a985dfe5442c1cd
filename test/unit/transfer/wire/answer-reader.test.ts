import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerReader } from '../../../../electron/transfer/data-plane/wire/answer-reader.ts'
import type { Sink } from '../../../../electron/transfer/data-plane/wire/sink.ts'
import { WireError } from '../../../../electron/transfer/data-plane/wire/wire-error.ts'

const stagingBytes = 512

/** Gives out little room at a time, and says afterwards what came. */
class StingySink implements Sink {
  readonly #room: number
  #bytes: Buffer = Buffer.alloc(0)
  #space = new Uint8Array(0)
  ended = false

  constructor(room: number) {
    this.#room = room
  }

  get text(): string {
    return this.#bytes.toString('latin1')
  }

  space(): Uint8Array {
    this.#space = new Uint8Array(this.#room)
    return this.#space
  }

  filled(count: number): null {
    this.#bytes = Buffer.concat([this.#bytes, this.#space.subarray(0, count)])
    return null
  }

  end(): void {
    this.ended = true
  }
}

interface Outcome {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly body: string
  readonly done: boolean
  readonly extra: boolean
  readonly keepMs: number | undefined
}

/** What becomes of bytes that arrive in these pieces, with the end of the connection behind them. */
function read(
  pieces: readonly string[],
  { method = 'GET', room = 7, closes = false, document = false } = {},
): Outcome {
  const sink = new StingySink(room)
  const reader = new AnswerReader(method, Buffer.alloc(stagingBytes), () =>
    document ? null : sink,
  )
  for (const piece of pieces) {
    let rest = Buffer.from(piece, 'latin1')
    while (rest.byteLength > 0) {
      const space = reader.space()
      expect(space.byteLength).toBeGreaterThan(0)
      const taken = rest.subarray(0, space.byteLength)
      space.set(taken)
      expect(reader.filled(taken.byteLength)).toBeNull()
      rest = rest.subarray(taken.byteLength)
    }
  }
  if (closes) reader.closed()
  const { done, extra, head } = reader
  const body = document && done ? Buffer.from(reader.answer.body).toString('latin1') : sink.text
  if (!document && done) expect(sink.ended).toBe(true)
  return { status: head?.status, headers: head?.headers, body, done, extra, keepMs: head?.keepMs }
}

const answers: readonly { readonly name: string; readonly bytes: string; readonly body: string }[] =
  [
    {
      name: 'a length',
      bytes:
        'HTTP/1.1 206 Partial Content\r\nContent-Length: 23\r\nETag: "x"\r\n\r\n\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      body: '\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
    },
    { name: 'no body', bytes: 'HTTP/1.1 200 \r\ncontent-length:0\r\n\r\n', body: '' },
    { name: '204', bytes: 'HTTP/1.1 204 No Content\r\nx-oss-request-id: 1\r\n\r\n', body: '' },
    {
      name: 'answers before the real one',
      bytes:
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nlink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc',
      body: 'abc',
    },
    {
      name: 'pieces',
      bytes:
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0A;name="x"\r\n0123456789\r\n1 \t; b\r\n\r\r\n0\r\nx-trailer: 1\r\n\r\n',
      body: 'abc0123456789\r',
    },
  ]

describe('an answer', () => {
  it.each(answers)('is the same wherever it is cut: $name', ({ bytes, body }) => {
    const whole = read([bytes])
    expect(whole).toMatchObject({ body, done: true, extra: false })
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(read([bytes.slice(0, cut), bytes.slice(cut)])).toEqual(whole)
      expect(read([bytes.slice(0, cut)]).done).toBe(false)
      expect(() => read([bytes.slice(0, cut)], { closes: true })).toThrow(WireError)
    }
    expect(read([...bytes])).toEqual(whole)
    expect(read([bytes], { document: true }).body).toBe(body)
    expect(read([bytes, 'H'])).toEqual({ ...whole, extra: true })
    expect(read([`${bytes}H`])).toEqual({ ...whole, extra: true })
  })

  it('of random bodies is the same in random pieces, whatever room there is', () => {
    const body = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes))
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(
        body,
        sizes,
        sizes,
        fc.integer({ min: 1, max: 900 }),
        (bytes, chunks, cuts, room) => {
          const text = bytes.toString('latin1')
          const head = 'HTTP/1.1 200 OK\r\n'
          const forms = [
            `${head}Content-Length: ${text.length}\r\n\r\n${text}`,
            `${head}Transfer-Encoding: chunked\r\n\r\n${inChunks(text, chunks)}`,
          ]
          for (const form of forms) {
            expect(read(inPieces(form, cuts), { room })).toMatchObject({ body: text, done: true })
          }
          const endless = inPieces(`${head}\r\n${text}`, cuts)
          expect(read(endless, { room }).done).toBe(false)
          expect(read(endless, { room, closes: true })).toMatchObject({ body: text, done: true })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('to HEAD has no body, whatever length it tells', () => {
    const bytes = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'
    expect(read([bytes], { method: 'HEAD' })).toMatchObject({ done: true, extra: false })
    expect(read([bytes])).toMatchObject({ done: false })
  })

  it.each([
    ['HTTP/1.1 200 OK', 30_000],
    ['HTTP/1.0 200 OK', 0],
    ['HTTP/1.1 200 OK\r\nConnection: Close', 0],
    ['HTTP/1.1 200 OK\r\nConnection: x, close', 0],
    ['HTTP/1.0 200 OK\r\nConnection: Keep-Alive', 30_000],
    ['HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5', 4000],
    ['HTTP/1.1 200 OK\r\nKeep-Alive: max=9, timeout=1', 0],
    ['HTTP/1.1 200 OK\r\nKeep-Alive: timeout=600', 30_000],
  ])('says how long its connection may be kept: %j', (head, keepMs) => {
    expect(read([`${head}\r\nContent-Length: 0\r\n\r\n`]).keepMs).toBe(keepMs)
  })
})

const ok = 'HTTP/1.1 200 OK\r\n'
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`

describe('what is no answer', () => {
  it.each([
    'SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 20 OK\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
    ' HTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.1 200 OK\nContent-Length: 1\n\n\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\n'.repeat(9),
    `${ok}Content-Length: 1\r\nContent-Length: 1\r\n\r\n`,
    `${ok}Content-Length: -1\r\n\r\n`,
    `${ok}Content-Length: 1e3\r\n\r\n`,
    `${ok}Content-Length: 9999999999999999\r\n\r\n`,
    `${ok}Content-Length: \r\n\r\n`,
    `${ok}Content-Length : 1\r\n\r\n`,
    `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n`,
    `${ok}: nameless\r\n\r\n`,
    `${ok}no colon\r\n\r\n`,
    `${ok}a: b\r\n folded: c\r\n\r\n`,
    `${ok}a: b\rc\r\n\r\n`,
    `${ok}a: b\0c\r\n\r\n`,
    `${ok}a: ${'x'.repeat(stagingBytes)}`,
    `${chunked}\r\n`,
    `${chunked}x\r\n`,
    `${chunked}-1\r\n`,
    `${chunked}1\nab`,
    `${chunked}1\r\nab\r\n`,
    `${chunked}1\r\na\n0\r\n`,
    `${chunked}1000000000000\r\n`,
    `${chunked}1;${'x'.repeat(5000)}`,
    `${chunked}0\r\n${'x: y\r\n'.repeat(1000)}`,
  ])('is refused: %j', (bytes) => {
    expect(() => read([bytes])).toThrow(WireError)
    expect(() => read([...bytes])).toThrow(WireError)
  })

  it('never makes the reader loop, write elsewhere or throw anything else', () => {
    const word = fc.constantFrom(...`${chunked}5\r\nhello\r\n0\r\n\r\nContent-Length: 4\r\n: \t1A`)
    const words = fc.array(fc.oneof(word, fc.constantFrom(ok, chunked, '\r\n')), { maxLength: 80 })
    fc.assert(
      fc.property(words, (parts) => {
        try {
          read(parts)
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

it('a long document is cut off, and read to its end', () => {
  const bytes = `${ok}Content-Length: 3000000\r\n\r\n${'x'.repeat(3_000_000)}`
  const { body, done } = read([bytes], { document: true })
  expect(done).toBe(true)
  expect(body.length).toBeGreaterThanOrEqual(1024 * 1024)
  expect(body.length).toBeLessThan(1100 * 1024)
})

function inChunks(text: string, sizes: readonly number[]): string {
  const pieces = inPieces(text, sizes).map(
    (piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`,
  )
  return `${pieces.join('')}0\r\n\r\n`
}

/** The text cut into pieces of these sizes, over and over. */
function inPieces(text: string, sizes: readonly number[]): readonly string[] {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}
