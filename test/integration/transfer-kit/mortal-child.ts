import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TransfersSnapshot } from '../../../shared/transfer/view.ts'

/** A program of the tests that is killed at some moment and started again. */
export interface MortalChild {
  readonly process: ChildProcess
  /** It has printed its first line, or ended. */
  readonly started: Promise<void>
  readonly ended: Promise<void>
  /** Its second line; throws when it ended without one. */
  snapshot(): TransfersSnapshot
}

export function startMortal(program: URL, args: readonly string[]): MortalChild {
  const spawned = spawn(process.execPath, [fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  const started = Promise.withResolvers<void>()
  spawned.stdout.on('data', (data) => {
    output += data
    started.resolve()
  })
  spawned.stderr.on('data', (data) => {
    errors += data
  })
  const ended = new Promise<void>((resolve) => {
    spawned.on('close', () => {
      started.resolve()
      resolve()
    })
  })
  return {
    process: spawned,
    started: started.promise,
    ended,
    snapshot: () => {
      const line = output.split('\n')[1]
      if (!line) throw new Error(`the child ended without a snapshot: ${errors}`)
      return JSON.parse(line) as TransfersSnapshot
    },
  }
}

/** 0 ≤ x < 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
}
