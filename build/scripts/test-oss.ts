import { run } from './run.ts'

/**
 * `npm run test:oss`: the contract suite of the whole client, on the embedded server and on the service
 * itself. It makes buckets, and deletes them again.
 */
const needed = [
  'OSS_TEST_ENDPOINT',
  'OSS_TEST_BUCKET',
  'OSS_ACCESS_KEY_ID',
  'OSS_ACCESS_KEY_SECRET',
]
const missing = needed.filter((name) => !process.env[name])

if (missing.length > 0) {
  console.log(`Skipped: ${missing.join(', ')} not set. See "Try it" in README.md.`)
} else {
  const args = ['run', '--config', 'test/vitest.config.ts', 'test/contract/whole-client']
  process.exitCode = await run('vitest', args)
}
