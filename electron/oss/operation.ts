import type { SignatureVersion } from './signer.ts'

/**
 * An operation of the service as data. `client.call(operation, input)` is the one way in; a body
 * that streams uses the same descriptor with another transport.
 */
export interface Operation<Input, Output> {
  readonly name: string
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly target: 'service' | 'bucket' | 'object'
  /** Whether sending it twice leaves the same state as sending it once. */
  readonly idempotent: boolean
  /** Throws a `FailureError` `input.invalid` for what can be refused before anything is sent. */
  readonly request: (input: Input) => RequestParts
  /** Statuses that are a success. */
  readonly success: readonly number[]
  readonly output: (answer: AnswerParts, input: Input) => Output
  readonly documentation: string
}

export interface RequestParts {
  readonly bucket?: string
  readonly key?: string
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
  /** Lower-case names; undefined values are left out. */
  readonly headers?: Readonly<Record<string, string | number | undefined>>
  /** A document kept in memory; Content-Length is added. Absent for streaming transports. */
  readonly body?: Uint8Array | string
  /** Adds Content-MD5 of `body`. */
  readonly contentMd5?: boolean
  /** The body streams and its length is not known: it is sent in chunks. */
  readonly chunked?: boolean
  /** Asks for this signature instead of the account's own. */
  readonly version?: SignatureVersion
}

export interface AnswerParts {
  readonly status: number
  /** Lower-case names, values decoded to UTF-8. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
