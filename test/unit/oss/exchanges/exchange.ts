import type { Operation } from '../../../../electron/oss/operation.ts'

/** What one call of an operation puts on the wire, what comes back, and what is made of it. */
export interface Exchange {
  readonly operation: Operation<never, unknown>
  readonly input: unknown
  /** `PUT b/k?live&status=enabled`: decoded, as signed. */
  readonly line: string
  /** Those that matter; the test looks for no others. */
  readonly headers: Readonly<Record<string, string>>
  /** Without the XML declaration. */
  readonly body: string | null
  readonly answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: Buffer
  }
  readonly output: unknown
}

interface Sent {
  readonly headers?: Exchange['headers']
  readonly body?: string
}

interface Answered {
  readonly status?: number
  readonly headers?: Exchange['headers']
  readonly body?: string | Buffer
}

export function exchange<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  line: string,
  output: Output,
  answer: Answered = {},
  sent: Sent = {},
): Exchange {
  return {
    operation: operation as unknown as Operation<never, unknown>,
    input,
    line,
    headers: sent.headers ?? {},
    body: sent.body ?? null,
    answer: {
      status: answer.status ?? operation.success[0] ?? 200,
      headers: answer.headers ?? {},
      body: Buffer.from(answer.body ?? ''),
    },
    output,
  }
}
