/** One request as the server saw it. */
export interface RequestRecord {
  /** Counts up from 1 for the life of the server. */
  readonly sequence: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly requestId: string
  readonly method: string
  readonly operation: string
  readonly bucket: string | null
  readonly key: string | null
  /** Encoded, as it came, without the question mark. */
  readonly query: string
  readonly partNumber: number | null
  readonly uploadId: string | null
  /** 0 while there is no answer. */
  readonly status: number
  /** The service's code of a refusal. */
  readonly code: string | null
  readonly bytesIn: number
  readonly bytesOut: number
  /**
   * The whole answer was handed to the system. May become true a moment after the client has it, and
   * does not say that the client lived to read it.
   */
  readonly acknowledged: boolean
  /** Kinds of the faults that hit it. */
  readonly faults: readonly string[]
}

/** The same record while its request is under way. */
export type OpenRecord = { -readonly [Field in keyof RequestRecord]: RequestRecord[Field] }

const maxRecords = 200_000

/** The latest requests, oldest first. */
export class RequestLog {
  #records: OpenRecord[] = []
  #lastSequence = 0

  open(at: number, requestId: string, method: string, url: string): OpenRecord {
    this.#lastSequence += 1
    const mark = url.indexOf('?')
    const record: OpenRecord = {
      sequence: this.#lastSequence,
      at,
      requestId,
      method,
      operation: 'Unknown',
      bucket: null,
      key: null,
      query: mark < 0 ? '' : url.slice(mark + 1),
      partNumber: null,
      uploadId: null,
      status: 0,
      code: null,
      bytesIn: 0,
      bytesOut: 0,
      acknowledged: false,
      faults: [],
    }
    if (this.#records.length >= maxRecords) this.#records = this.#records.slice(maxRecords / 2)
    this.#records.push(record)
    return record
  }

  /** Records after that sequence number, optionally of some operations only. */
  list(afterSequence = 0, operations?: readonly string[]): readonly RequestRecord[] {
    return this.#records.filter(
      (record) =>
        record.sequence > afterSequence &&
        (operations === undefined || operations.includes(record.operation)),
    )
  }

  clear(): void {
    this.#records = []
  }
}
