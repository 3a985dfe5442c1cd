import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** No retries: a spec that needs one is a defect. One worker: each spec has a browser of its own. */
export default defineConfig({
  testDir: at('.'),
  testMatch: '**/*.spec.ts',
  outputDir: at('../../test-results/e2e'),
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { actionTimeout: 15_000, screenshot: 'only-on-failure' },
})
