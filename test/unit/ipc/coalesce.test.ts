import { expect, test } from 'vitest'
import { Coalescer, type Push } from '../../../electron/ipc/coalesce.ts'

function setUp(): { coalescer: Coalescer; sent: Push[]; pass: () => void } {
  const sent: Push[] = []
  let waiting: (() => void)[] = []
  const coalescer = new Coalescer({
    send: (push) => sent.push(push),
    later: (run) => waiting.push(run),
  })
  const pass = (): void => {
    const due = waiting
    waiting = []
    for (const run of due) run()
  }
  return { coalescer, sent, pass }
}

function objects(bucket: string, ...prefixes: string[]): Push {
  return { name: 'objects.changed', message: { accountId: 'a', bucket, prefixes } }
}
function accounts(count: number): Push {
  return { name: 'accounts.changed', message: Array.from({ length: count }) as never }
}

test('the first message leaves at once', () => {
  const { coalescer, sent } = setUp()
  coalescer.push(objects('b', 'x/'))
  expect(sent).toEqual([objects('b', 'x/')])
})

test('changed prefixes of one bucket add up while they are held', () => {
  const { coalescer, sent, pass } = setUp()
  coalescer.push(objects('b', 'x/'))
  coalescer.push(objects('b', 'y/'))
  coalescer.push(objects('b', 'y/', 'z/'))
  expect(sent).toHaveLength(1)
  pass()
  expect(sent).toEqual([objects('b', 'x/'), objects('b', 'y/', 'z/')])
})

test('a state replaces the one before it', () => {
  const { coalescer, sent, pass } = setUp()
  for (const count of [1, 2, 3]) coalescer.push(accounts(count))
  pass()
  expect(sent).toEqual([accounts(1), accounts(3)])
})

test('subjects do not wait for each other', () => {
  const { coalescer, sent } = setUp()
  coalescer.push(objects('b', 'x/'))
  coalescer.push(objects('c', 'x/'))
  coalescer.push(accounts(1))
  expect(sent).toHaveLength(3)
})

test('a steady stream is sent once per interval, and its end is not lost', () => {
  const { coalescer, sent, pass } = setUp()
  for (let round = 1; round <= 3; round += 1) {
    coalescer.push(accounts(round * 10))
    coalescer.push(accounts(round * 10 + 1))
    pass()
  }
  pass()
  pass()
  expect(sent.map(({ message }) => (message as readonly unknown[]).length)).toEqual([
    10, 11, 21, 31,
  ])
})
