import { expect, test } from 'vitest'
import {
  fractionOf,
  labelOf,
  progressOf,
  stateOf,
  summaryOf,
  timeLeft,
  type Words,
} from '../../../renderer/screens/transfers/words.ts'
import { en } from '../../../shared/i18n/en.ts'
import { formatBytes, formatCount } from '../../../shared/i18n/format.ts'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'
import { noItems, snapshotOf, transferRow } from './transfer-rows.ts'

const words: Words = {
  messages: en.transfers,
  format: {
    count: (count) => formatCount('en', count),
    bytes: (bytes) => formatBytes('en', bytes),
    upcoming: (ms) => new Date(ms).toISOString().slice(11, 16),
  },
}
const chinese: Words = { ...words, messages: zhCn.transfers }

test('the label says what goes where', () => {
  expect(labelOf(transferRow({ asked: 3 }), words)).toBe('trip and 2 more → photos/2026')
  expect(labelOf(transferRow({ asked: 3 }), chinese)).toBe('trip 及另外 2 项 → photos/2026')
  expect(labelOf(transferRow({ prefix: '' }), words)).toBe('trip → photos')
  expect(labelOf(transferRow({ kind: 'download', folder: '/home/l' }), words)).toBe(
    'trip → /home/l',
  )
  expect(labelOf(transferRow({ kind: 'delete' }), words)).toBe('Delete trip from photos/2026')
})

test.each([
  ['copy', 'Copy trip to photos/2026', '将 trip 复制到 photos/2026'],
  ['move', 'Move trip to photos/2026', '将 trip 移动到 photos/2026'],
  ['restore', 'Restore trip in photos/2026', '解冻 photos/2026 中的 trip'],
  ['storage-class', 'Storage class of trip in photos/2026', '更改 photos/2026 中 trip 的存储类型'],
  ['acl', 'Who can open trip in photos/2026', '更改 photos/2026 中 trip 的访问权限'],
  ['metadata', 'Details of trip in photos/2026', '更改 photos/2026 中 trip 的详细信息'],
  ['tags', 'Tags of trip in photos/2026', '更改 photos/2026 中 trip 的标签'],
  ['verify', 'Check of trip in photos/2026', '核对 photos/2026 中的 trip'],
] as const)('a %s says what it does, and where', (kind, english, other) => {
  expect(labelOf(transferRow({ kind }), words)).toBe(english)
  expect(labelOf(transferRow({ kind }), chinese)).toBe(other)
})

test('a move that gives a new name says that', () => {
  const row = transferRow({ kind: 'move', rename: 'journey' })
  expect(labelOf(row, words)).toBe('Rename trip to journey')
  expect(labelOf(row, chinese)).toBe('将 trip 重命名为 journey')
})

test('progress tells files, bytes, speed and time while it runs', () => {
  const row = transferRow({
    items: { ...noItems, total: 9870, done: 1204, waiting: 8666 },
    ...{ totalBytes: 38e9, doneBytes: 3.2e9, bytesPerSecond: 84e6, secondsLeft: 130 },
  })
  expect(progressOf(row, words)).toEqual([
    ...['1,204 of 9,870', '3.2 GB of 38 GB', '84 MB/s', '2 minutes left'],
  ])
  expect(progressOf({ ...row, state: 'paused' }, words)).toHaveLength(2)
  expect(progressOf({ ...row, secondsLeft: null }, words)).toHaveLength(3)
})

test('what did not arrive is always said', () => {
  const items = { ...noItems, total: 10, done: 4, skipped: 1, failed: 3, attention: 2 }
  const row = transferRow({ state: 'failed', items, totalBytes: 100, doneBytes: 50 })
  expect(progressOf(row, words)).toEqual([
    ...['5 of 10', '50 B of 100 B', '1 skipped', '3 failed', '2 waiting for you'],
  ])
})

test('a finished transfer says its files once', () => {
  const items = { ...noItems, total: 1, done: 1 }
  const row = transferRow({ state: 'done', items, totalBytes: 3.2e6, doneBytes: 3.2e6 })
  expect(progressOf(row, words)).toEqual(['1 file', '3.2 MB'])
  expect(fractionOf(row)).toBe(1)
})

test('a bar never pretends to know', () => {
  expect(fractionOf(transferRow({ enumerated: false, totalBytes: 10 }))).toBeNull()
  expect(fractionOf(transferRow({ items: noItems, totalBytes: 0 }))).toBe(0)
  expect(fractionOf(transferRow({ totalBytes: 10, doneBytes: 12 }))).toBe(1)
  const items = { ...noItems, total: 4, done: 1, skipped: 1 }
  expect(fractionOf(transferRow({ kind: 'delete', items }))).toBe(0.5)
})

test('while folders are read no total is said to be the whole', () => {
  const items = { ...noItems, total: 4, done: 4 }
  const row = transferRow({ enumerated: false, state: 'waiting-for-network', items })
  expect(progressOf(row, words)).toEqual(['4 of 4', 'not all counted yet'])
  expect(progressOf({ ...row, state: 'cancelled' }, words)).toEqual(['4 of 4'])
})

test('reading folders is said as long as it lasts', () => {
  expect(stateOf(transferRow({ enumerated: false }), words)).toBe('Reading folders')
  expect(stateOf(transferRow({}), words)).toBe('Uploading')
  expect(stateOf(transferRow({ state: 'paused', enumerated: false }), words)).toBe('Paused')
})

test.each([
  [0, '1 second left'],
  [59.4, '59 seconds left'],
  [60, '1 minute left'],
  [3570, '1 h 0 min left'],
  [3600 * 25, '25 h 0 min left'],
  [3600 * 24 * 3.5, 'more than 3 days left'],
])('%d seconds are "%s"', (seconds, text) => {
  expect(timeLeft(seconds, words)).toBe(text)
})

test('the status bar sums up', () => {
  const running = { active: 2, total: 5, doneItems: 1204, totalItems: 9870, bytesPerSecond: 84e6 }
  expect(summaryOf(snapshotOf([]), words)).toBe('No transfers')
  expect(summaryOf(snapshotOf([], { total: 3 }), words)).toBe('Transfers finished')
  expect(summaryOf(snapshotOf([], running), words)).toBe('2 transfers · 1,204 of 9,870 · 84 MB/s')
  const offline = snapshotOf([], { ...running, online: false })
  expect(summaryOf(offline, words)).toBe('Waiting for the connection')
  const waiting = transferRow({ state: 'needs-attention', attention: 'conflict' })
  const asking = snapshotOf([waiting], { ...running, bytesPerSecond: 0 })
  expect(summaryOf(asking, words)).toBe('2 transfers · 1,204 of 9,870 · 1 transfer needs you')
})
