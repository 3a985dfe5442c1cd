import { run } from './run.ts'

/**
 * `npm run test:faults`: the fault suite at its full size: 10,000 small files and three of 100 MB, 100
 * kills, two outages of 30 s. `FAULT_SEED` repeats a run.
 */
const args = ['run', '--config', 'test/vitest.config.ts', 'test/integration/fault-suite']
process.exitCode = await run('vitest', args, { FAULTS: 'full' })
