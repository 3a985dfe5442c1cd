import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  attentionReasons,
  canCancel,
  canPause,
  type Item,
  type ItemEvent,
  type ItemState,
  isFinished,
  isSettled,
  itemStates,
  maxAttempts,
  next,
  transferState,
  transferStates,
} from '../../../shared/transfer/state.ts'

const attempts = fc.integer({ min: 0, max: maxAttempts })
const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ state: fc.constant('waiting' as const), attempts, notBeforeMs: fc.nat(10_000) }),
  fc.record({
    state: fc.constantFrom(
      'running' as const,
      'waiting-for-network' as const,
      'done' as const,
      'skipped' as const,
      'failed' as const,
      'cancelled' as const,
    ),
    attempts,
  }),
  fc.record({
    state: fc.constant('needs-attention' as const),
    attempts,
    reason: fc.constantFrom(...attentionReasons),
  }),
)
const afterMs = fc.nat(100_000)
const event: fc.Arbitrary<ItemEvent> = fc.oneof(
  fc.constantFrom<ItemEvent>(
    { type: 'start' },
    { type: 'finish' },
    { type: 'skip' },
    { type: 'offline' },
    { type: 'online' },
    { type: 'fail' },
    { type: 'interrupt' },
    { type: 'again' },
    { type: 'cancel' },
  ),
  fc.record({ type: fc.constant('retry' as const), afterMs, progressed: fc.boolean() }),
  fc.record({ type: fc.constant('throttle' as const), afterMs }),
  fc.record({ type: fc.constant('ask' as const), reason: fc.constantFrom(...attentionReasons) }),
)
const fresh: Item = { state: 'waiting', attempts: 0, notBeforeMs: 0 }

describe('one file', () => {
  test('every event is defined in every state', () => {
    fc.assert(
      fc.property(item, event, fc.nat(), (from, what, nowMs) => {
        expect(itemStates).toContain(next(from, what, nowMs).state)
      }),
    )
  })

  test('done, skipped and cancelled are final; failed ends only when the person asks', () => {
    fc.assert(
      fc.property(item, event, fc.nat(), (from, what, nowMs) => {
        if (!isSettled(from.state)) return
        const to = next(from, what, nowMs)
        if (from.state === 'failed' && what.type === 'again') expect(to.state).toBe('waiting')
        else expect(to).toEqual(from)
      }),
    )
  })

  test('only what waits and is due starts', () => {
    fc.assert(
      fc.property(item, fc.nat(20_000), (from, nowMs) => {
        const may = from.state === 'waiting' && from.notBeforeMs <= nowMs
        expect(next(from, { type: 'start' }, nowMs).state === 'running').toBe(
          may || from.state === 'running',
        )
      }),
    )
  })

  test('tries without progress end after a bounded number', () => {
    let current: Item = fresh
    let tries = 0
    for (let nowMs = 0; current.state === 'waiting'; nowMs += 10) {
      current = next(current, { type: 'start' }, nowMs)
      current = next(current, { type: 'retry', afterMs: 5, progressed: false }, nowMs)
      tries++
    }
    expect({ state: current.state, tries }).toEqual({ state: 'failed', tries: maxAttempts })
  })

  test('progress, being offline, throttled or interrupted use no tries up', () => {
    const events: readonly ItemEvent[] = [
      { type: 'offline' },
      { type: 'throttle', afterMs: 1 },
      { type: 'interrupt' },
      { type: 'retry', afterMs: 1, progressed: true },
    ]
    for (const what of events) {
      let current: Item = { state: 'running', attempts: 1 }
      for (let round = 0; round < 100; round++) {
        current = next(current, what, round)
        current = next(current, { type: 'online' }, round)
        expect(current).toMatchObject({ state: 'waiting', attempts: 1 })
        current = next(current, { type: 'start' }, round + 1)
      }
    }
  })

  test('whatever happens, attempts stay within their bound', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let current: Item = fresh
        for (const [index, what] of events.entries()) current = next(current, what, index * 1000)
        expect(current.attempts).toBeLessThanOrEqual(maxAttempts)
      }),
    )
  })
})

const counts: fc.Arbitrary<Record<ItemState, number>> = fc.record(
  Object.fromEntries(itemStates.map((state) => [state, fc.nat(3)])) as Record<
    ItemState,
    fc.Arbitrary<number>
  >,
)
const facts = fc.record({
  counts,
  enumerated: fc.boolean(),
  paused: fc.boolean(),
  cancelled: fc.boolean(),
  blocked: fc.constantFrom(null, ...attentionReasons),
})

describe('a whole transfer', () => {
  test('it is over exactly when everything is read and nothing is open', () => {
    fc.assert(
      fc.property(facts, (at) => {
        const state = transferState(at)
        expect(transferStates).toContain(state)
        const open = itemStates.filter((s) => !isSettled(s)).some((s) => at.counts[s] > 0)
        expect(isFinished(state)).toBe(at.cancelled || (at.enumerated && !open))
        expect(canPause(state) && !canCancel(state)).toBe(false)
      }),
    )
  })

  test('failed only when something failed, done only when nothing did', () => {
    fc.assert(
      fc.property(facts, (at) => {
        const state = transferState(at)
        if (state === 'failed') expect(at.counts.failed).toBeGreaterThan(0)
        if (state === 'done') expect(at.counts.failed).toBe(0)
        if (state === 'paused') expect(at.paused).toBe(true)
      }),
    )
  })
})
