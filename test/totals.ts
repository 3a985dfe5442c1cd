/** What one step of `npm test` came to. A gate (types, lint …) has no tests of its own. */
export interface StepResult {
  readonly name: string
  readonly exitCode: number
  /** The JSON reporter's file; null when the step is a gate, or when it left none behind. */
  readonly report: unknown
  readonly hasTests: boolean
}

export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly notes: readonly string[]
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** Reads the reports of vitest (Jest's shape) and of Playwright (`stats`). */
function counts(report: unknown): { passed: number; failed: number } {
  if (typeof report !== 'object' || report === null) return { passed: 0, failed: 0 }
  const { stats, ...flat } = report as Record<string, unknown> & { stats?: Record<string, unknown> }
  if (stats) {
    return {
      passed: count(stats.expected),
      failed: count(stats.unexpected) + count(stats.flaky),
    }
  }
  return { passed: count(flat.numPassedTests), failed: count(flat.numFailedTests) }
}

/**
 * True totals: a step that ended badly without naming a failed test (a crash, a hook, a file that
 * does not load), and a suite in which no test ran, count as one failure each.
 */
export function sum(steps: readonly StepResult[]): Totals {
  let passed = 0
  let failed = 0
  const notes: string[] = []
  for (const step of steps) {
    const own = counts(step.report)
    passed += own.passed
    failed += own.failed
    if (step.exitCode !== 0 && own.failed === 0) {
      failed += 1
      notes.push(`${step.name}: ended with ${step.exitCode}`)
    } else if (step.hasTests && own.passed + own.failed === 0) {
      failed += 1
      notes.push(`${step.name}: no test ran`)
    }
  }
  return { passed, failed, notes }
}
