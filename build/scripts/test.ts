import { mkdir, readFile, rm } from 'node:fs/promises'
import { type StepResult, sum } from '../../test/totals.ts'
import { inRoot, run } from './run.ts'

/**
 * `npm test`: gates, build, every suite; goes on after a failure so that one run tells everything.
 * The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
const reports = inRoot('test-results')
await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })

async function gate(name: string, command: string, args: readonly string[]): Promise<StepResult> {
  console.log(`\n== ${name}`)
  return { name, exitCode: await run(command, args), report: null, hasTests: false }
}

async function suite(
  name: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  console.log(`\n== ${name}`)
  const exitCode = await run(command, args, env)
  const report = await readFile(`${reports}/${name}.json`, 'utf8').then(JSON.parse, () => null)
  return { name, exitCode, report, hasTests: true }
}

function vitest(name: string): Promise<StepResult> {
  return suite(name, 'vitest', [
    ...['run', '--config', 'test/vitest.config.ts', '--project', name],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=test-results/${name}.json`],
  ])
}

const steps: StepResult[] = [
  await gate('types', 'tsc', ['-b', 'build/tsconfig.json']),
  await gate('lint', 'npm', ['run', '--silent', 'lint']),
  await gate('dead code', 'npm', ['run', '--silent', 'dead-code']),
  await gate('build', 'node', ['build/scripts/build.ts']),
  await gate('bundles', 'node', ['build/scripts/check-bundles.ts']),
  await vitest('unit'),
  await vitest('contract'),
  await vitest('integration'),
  await suite(
    'e2e',
    'playwright',
    ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json` },
  ),
]

const { passed, failed, notes } = sum(steps)
for (const note of notes) console.log(note)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
