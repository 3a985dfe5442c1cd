import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  type Item,
  type ItemEvent,
  itemStates,
  maxAttempts,
  next,
} from '../../../shared/transfer/state.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** One of each event; of `retry`, both that change what follows. */
const events: readonly (readonly [label: string, event: ItemEvent])[] = [
  ['start', { type: 'start' }],
  ['finish', { type: 'finish' }],
  ['skip', { type: 'skip' }],
  ['retry', { type: 'retry', afterMs: 0, progressed: true }],
  ['retry', { type: 'retry', afterMs: 0, progressed: false }],
  ['throttle', { type: 'throttle', afterMs: 0 }],
  ['offline', { type: 'offline' }],
  ['online', { type: 'online' }],
  ['ask', { type: 'ask', reason: 'conflict' }],
  ['fail', { type: 'fail' }],
  ['interrupt', { type: 'interrupt' }],
  ['again', { type: 'again' }],
  ['cancel', { type: 'cancel' }],
]

function itemIn(state: Item['state'], attempts: number): Item {
  if (state === 'waiting') return { state, attempts, notBeforeMs: 0 }
  if (state === 'needs-attention') return { state, attempts, reason: 'conflict' }
  return { state, attempts }
}

/** Every step that the code takes: `from --> to: event`, the last try before giving up included. */
function stepsOfCode(): ReadonlySet<string> {
  const steps = itemStates.flatMap((state) =>
    [0, maxAttempts - 1].flatMap((attempts) => {
      const item = itemIn(state, attempts)
      return events.flatMap(([label, event]) => {
        const after = next(item, event, 0).state
        if (after === state) return []
        const lastTry = label === 'retry' && after === 'failed'
        return [`${state} --> ${after}: ${lastTry ? `retry ${maxAttempts}` : label}`]
      })
    }),
  )
  return new Set(steps)
}

function stepsDrawn(): readonly string[] {
  const drawing = /```mermaid\nstateDiagram-v2\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const names = new Map(
    [...drawing.matchAll(/^ *state "([a-z-]+)" as (\w+)$/gm)].map(([, name = '', as = '']) => [
      as,
      name,
    ]),
  )
  const nameOf = (drawn: string): string => names.get(drawn) ?? drawn
  return [...drawing.matchAll(/^ *(\w+) --> (\w+): (.+)$/gm)].flatMap(([, from, to, labels]) =>
    (labels ?? '')
      .split(', ')
      .map((label) => `${nameOf(from ?? '')} --> ${nameOf(to ?? '')}: ${label}`),
  )
}

test('the drawing of a file’s states in README.md has every step of the code, and no other', () => {
  expect(stepsDrawn().toSorted()).toEqual([...stepsOfCode()].toSorted())
})
