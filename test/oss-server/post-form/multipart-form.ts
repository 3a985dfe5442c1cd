import { ServiceError } from '../errors.ts'

const maxFieldBytes = 2 * 1024 * 1024
const maxHeaderBytes = 8 * 1024
const lineEnd = Buffer.from('\r\n')
const blankLine = Buffer.from('\r\n\r\n')

/** What a form brings, in the order in which it comes. The file is the last. */
export interface FormReader {
  field(name: string, value: string): void
  file(name: string, fileName: string, type: string | null): void
  bytes(chunk: Uint8Array): void
}

interface PartHead {
  readonly name: string
  readonly fileName: string | null
  readonly type: string | null
}

/** Takes a multipart/form-data body apart as it arrives; only fields are held in memory. */
export class MultipartForm {
  readonly #reader: FormReader
  readonly #boundary: Buffer
  #rest: Buffer = Buffer.alloc(0)
  #head: PartHead | null = null
  #state: 'preamble' | 'head' | 'body' | 'end' = 'preamble'

  constructor(boundary: string, reader: FormReader) {
    this.#reader = reader
    // A part ends with a line end and the boundary; the first boundary has none before it.
    this.#boundary = Buffer.from(`\r\n--${boundary}`)
    this.#rest = Buffer.from(lineEnd)
  }

  write(chunk: Uint8Array): void {
    this.#rest =
      this.#rest.byteLength === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk])
    while (this.#advance()) {
      // Every step takes something off what is left.
    }
  }

  /** Throws unless the closing boundary came. */
  finish(): void {
    if (this.#state !== 'end') throw malformedForm('The form does not end with its boundary.')
  }

  /** One step; false when more bytes are needed. */
  #advance(): boolean {
    switch (this.#state) {
      case 'preamble':
        return this.#skipPreamble()
      case 'head':
        return this.#readHead()
      case 'body':
        return this.#readBody()
      case 'end':
        this.#rest = Buffer.alloc(0)
        return false
    }
  }

  #skipPreamble(): boolean {
    const at = this.#rest.indexOf(this.#boundary)
    if (at < 0) {
      if (this.#rest.byteLength > maxHeaderBytes) throw malformedForm('The boundary is missing.')
      return false
    }
    this.#rest = this.#rest.subarray(at + this.#boundary.byteLength)
    this.#state = 'head'
    return true
  }

  #readHead(): boolean {
    if (this.#rest.byteLength < 2) return false
    if (this.#rest.subarray(0, 2).toString('latin1') === '--') {
      this.#state = 'end'
      return true
    }
    const end = this.#rest.indexOf(blankLine)
    if (end < 0) {
      if (this.#rest.byteLength > maxHeaderBytes) throw malformedForm('A part has no end of head.')
      return false
    }
    this.#head = readHead(this.#rest.subarray(0, end).toString('utf8'))
    this.#rest = this.#rest.subarray(end + blankLine.byteLength)
    if (this.#head.name.toLowerCase() === 'file') {
      this.#reader.file(this.#head.name, this.#head.fileName ?? '', this.#head.type)
    }
    this.#state = 'body'
    return true
  }

  #readBody(): boolean {
    const isFile = this.#head?.name.toLowerCase() === 'file'
    const at = this.#rest.indexOf(this.#boundary)
    if (at < 0) {
      if (!isFile && this.#rest.byteLength > maxFieldBytes) {
        throw malformedForm('A field is too large.')
      }
      const safe = this.#rest.byteLength - this.#boundary.byteLength
      if (isFile && safe > 0) this.#pass(safe)
      return false
    }
    if (isFile) this.#pass(at)
    else {
      this.#reader.field(this.#head?.name ?? '', this.#rest.subarray(0, at).toString('utf8'))
      this.#rest = this.#rest.subarray(at)
    }
    this.#rest = this.#rest.subarray(this.#boundary.byteLength)
    this.#state = 'head'
    return true
  }

  #pass(sizeBytes: number): void {
    if (sizeBytes > 0) this.#reader.bytes(this.#rest.subarray(0, sizeBytes))
    this.#rest = this.#rest.subarray(sizeBytes)
  }
}

function readHead(text: string): PartHead {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(text)?.[1] ?? ''
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) throw malformedForm('A part has no name.')
  const fileName = /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition)?.[1] ?? null
  const type = /^content-type:\s*(.+?)\s*$/im.exec(text)?.[1] ?? null
  return { name, fileName, type }
}

export function malformedForm(message: string): ServiceError {
  return new ServiceError(400, 'MalformedPOSTRequest', message)
}
