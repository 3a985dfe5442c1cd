import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MultipartForm } from '../../oss-server/post-form/multipart-form.ts'

interface Read {
  readonly fields: [string, string][]
  fileName: string | null
  file: Buffer
}

function read(body: Uint8Array, cuts: readonly number[]): Read {
  const found: Read = { fields: [], fileName: null, file: Buffer.alloc(0) }
  const form = new MultipartForm('b', {
    field: (name, value) => found.fields.push([name, value]),
    file: (_name, fileName) => {
      found.fileName = fileName
    },
    bytes: (chunk) => {
      found.file = Buffer.concat([found.file, chunk])
    },
  })
  const places = [0, ...[...cuts].sort((a, b) => a - b), body.length]
  for (const [index, start] of places.entries()) form.write(body.subarray(start, places[index + 1]))
  form.finish()
  return found
}

function build(fields: readonly (readonly [string, string])[], file: Uint8Array): Buffer {
  const heads = fields.map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="f.bin"\r\n' +
    'Content-Type: image/png\r\n\r\n'
  return Buffer.concat([Buffer.from(heads.join('') + head), file, Buffer.from('\r\n--b--\r\n')])
}

/** Bytes that often look like the beginning of a boundary. */
const tricky = fc
  .array(fc.constantFrom('\r', '\n', '-', 'b', '\r\n--', 'x', '\u0000'), { maxLength: 60 })
  .map((pieces) => Buffer.from(pieces.join('')))
  .filter((bytes) => !bytes.includes('\r\n--b'))

describe('a multipart form', () => {
  it('means the same however it is cut into chunks', () => {
    fc.assert(
      fc.property(tricky, fc.array(fc.nat(400), { maxLength: 12 }), (file, cuts) => {
        const fields = [
          ['key', 'a/中'],
          ['empty', ''],
        ] as const
        const body = build(fields, file)
        const inside = cuts.filter((cut) => cut < body.length)
        const found = read(body, inside)
        expect(found.fields).toEqual(fields)
        expect(found.fileName).toBe('f.bin')
        expect(found.file.equals(file)).toBe(true)
      }),
    )
  })

  it('never hangs and only ever fails as a broken form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const body = Buffer.concat([Buffer.from('--b\r\n'), noise])
        try {
          read(body, [3])
        } catch (error) {
          expect(error).toMatchObject({ code: 'MalformedPOSTRequest' })
        }
      }),
    )
  })
})
