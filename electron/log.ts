import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Failure } from '../shared/ipc/failure.ts'

type Fact = string | number | boolean | null

/**
 * What happened, for whoever has to find out why. Facts are given by name; whole errors, requests,
 * headers and addresses have no way in, so no secret has either.
 */
export interface Log {
  event(name: string, facts?: Readonly<Record<string, Fact>>): void
  /** Code, status, request id and EC. The message stays out: it may quote what a person typed. */
  failure(name: string, failure: Failure): void
  /** Name and stack frames of an unexpected error, without its message. */
  defect(name: string, error: unknown): void
}

const limitBytes = 1_000_000

/** One JSON object per line; the file before the current one is kept as `.old`. Never throws. */
export function createFileLog(file: string, now: () => number): Log {
  let sizeBytes = prepare(file)
  const write = (name: string, facts: Readonly<Record<string, Fact>>): void => {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event: name, ...facts })}\n`
    try {
      if (sizeBytes > limitBytes) {
        renameSync(file, `${file}.old`)
        sizeBytes = 0
      }
      appendFileSync(file, line, { mode: 0o600 })
      sizeBytes += Buffer.byteLength(line)
    } catch {
      // A full or read-only disk must not take the app down with its log.
    }
  }
  return {
    event: (name, facts = {}) => write(name, facts),
    failure: (name, { code, status, requestId, ec }) =>
      write(name, { code, status, requestId, ec }),
    defect: (name, error) => write(name, { ...describeDefect(error) }),
  }
}

function prepare(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true })
    return statSync(file).size
  } catch {
    return 0
  }
}

function describeDefect(error: unknown): { readonly error: string; readonly stack: string } {
  if (!(error instanceof Error)) return { error: typeof error, stack: '' }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { error: error.name, stack: frames.join('\n') }
}
