import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * One project per suite. Processes, not threads: the code under test starts worker threads and opens
 * databases of its own. No retries: a test that needs one is a defect.
 */
function suite(name: string, testTimeout: number): object {
  return {
    root,
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      environment: 'node',
      pool: 'forks',
      testTimeout,
      hookTimeout: testTimeout,
      retry: 0,
      setupFiles: ['test/property-seed.ts'],
    },
  }
}

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    projects: [suite('unit', 20_000), suite('contract', 30_000), suite('integration', 120_000)],
  },
})
