import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot, run } from './run.ts'

/** Starts the app that `npm run dist -- --dir` packaged, with `--smoke`; exits as it does. */
const names = new Map<string, readonly string[]>([
  ['linux', ['oss-desk']],
  ['win32', ['OSS Desk.exe']],
  ['darwin', ['OSS Desk.app', 'Contents', 'MacOS', 'OSS Desk']],
])

function packagedExecutable(): string | null {
  const inside = names.get(process.platform)
  if (!inside || !existsSync(inRoot('dist'))) return null
  const candidates = readdirSync(inRoot('dist')).map((one) => join(inRoot('dist'), one, ...inside))
  return candidates.find((path) => existsSync(path)) ?? null
}

const executable = packagedExecutable()
if (executable === null) {
  console.error('Nothing is packaged for this system: npm run dist -- --dir')
  process.exit(1)
}
const userData = mkdtempSync(join(tmpdir(), 'oss-desk-smoke-'))
const command = process.platform === 'win32' ? `"${executable}"` : executable
process.exitCode = await run(command, ['--smoke', `--user-data-dir=${userData}`])
rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
