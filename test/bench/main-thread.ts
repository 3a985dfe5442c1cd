import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Measure, worst } from './statistics.ts'

/** How late the main thread was, in milliseconds: a window stalls for as long. */
export interface MainDelay {
  readonly p99Ms: number
  readonly maxMs: number
}

/** Watches the main thread from now on; the function that it answers ends that. */
export function watchMainThread(): () => MainDelay {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  return () => {
    delay.disable()
    return { p99Ms: delay.percentile(99) / 1_000_000, maxMs: delay.max / 1_000_000 }
  }
}

export const mainDelayMaxId = 'main-thread-delay-max'

/** The worst moment of all runs; `all` of the benches that say it become one in the result. */
export function mainDelayMax(delays: readonly MainDelay[]): Measure {
  return worst(
    mainDelayMaxId,
    'ms',
    delays.map(({ maxMs }) => maxMs),
  )
}

export function withOneMainDelay(all: readonly Measure[]): readonly Measure[] {
  const delays = all.filter(({ id }) => id === mainDelayMaxId)
  if (delays.length < 2) return all
  const together = worst(
    mainDelayMaxId,
    'ms',
    delays.flatMap(({ runs }) => runs),
  )
  return [...all.filter(({ id }) => id !== mainDelayMaxId), together]
}
