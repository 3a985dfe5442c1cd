const codes = {
  /** No connection in time. */
  connect: 'ETIMEDOUT',
  /** Nothing moved for too long. */
  stalled: 'ESOCKETTIMEDOUT',
  /** The other side closed the connection before the answer was whole. */
  closed: 'ECONNRESET',
  /** What came is no answer of HTTP/1.1. */
  answer: 'EBADMSG',
} as const

/** What a connection can suffer that the system itself has no error for; `networkErrorOf` knows the codes. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly code: string

  constructor(what: keyof typeof codes, message: string) {
    super(message)
    this.code = codes[what]
  }
}
