import { expect, test } from 'vitest'
import { type StepResult, sum } from '../../totals.ts'

const step = (over: Partial<StepResult>): StepResult => ({
  name: 'unit',
  exitCode: 0,
  report: null,
  hasTests: true,
  ...over,
})

test('adds the counts of both kinds of report', () => {
  const vitest = step({ report: { numPassedTests: 7, numFailedTests: 0 } })
  const playwright = step({ report: { stats: { expected: 3, unexpected: 0, flaky: 0 } } })
  expect(sum([vitest, playwright])).toEqual({ passed: 10, failed: 0, notes: [] })
})

test('counts failed, unexpected and flaky tests as failed', () => {
  const vitest = step({ exitCode: 1, report: { numPassedTests: 7, numFailedTests: 2 } })
  const playwright = step({
    exitCode: 1,
    report: { stats: { expected: 3, unexpected: 1, flaky: 1 } },
  })
  expect(sum([vitest, playwright])).toEqual({ passed: 10, failed: 4, notes: [] })
})

test('a suite that crashed before or after its tests is a failure', () => {
  expect(sum([step({ exitCode: 139 })])).toMatchObject({ passed: 0, failed: 1 })
  const after = step({ exitCode: 1, report: { numPassedTests: 7, numFailedTests: 0 } })
  expect(sum([after])).toMatchObject({ passed: 7, failed: 1 })
})

test('a suite in which no test ran is a failure', () => {
  const report = { numPassedTests: 0, numFailedTests: 0 }
  expect(sum([step({ report })])).toMatchObject({ failed: 1, notes: ['unit: no test ran'] })
})

test('a gate counts when it fails, and only then', () => {
  expect(sum([step({ hasTests: false })])).toEqual({ passed: 0, failed: 0, notes: [] })
  expect(sum([step({ hasTests: false, exitCode: 2 })])).toMatchObject({ failed: 1 })
})
