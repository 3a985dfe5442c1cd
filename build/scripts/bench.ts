import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { mainConfig } from '../vite.ts'
import { inRoot, run } from './run.ts'

/** Measures the threads as the app has them: bundled, without compiling types away at every start. */
const folder = await mkdtemp(join(tmpdir(), 'oss-desk-threads-'))
try {
  const config = mainConfig()
  await build({ ...config, build: { ...config.build, outDir: folder } })
  const args = [inRoot('test/bench/bench.ts'), ...process.argv.slice(2)]
  process.exitCode = await run(process.execPath, args, { BENCH_THREADS: folder })
} finally {
  await rm(folder, { recursive: true, force: true })
}
