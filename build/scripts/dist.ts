import { run } from './run.ts'

/** `npm run dist -- [electron-builder's switches]`: installers for this system, in dist/. */
const args = process.argv.slice(2)
const built = await run('node', ['build/scripts/build.ts'])
process.exitCode =
  built === 0
    ? await run('electron-builder', ['--config', 'build/electron-builder.yml', ...args])
    : built
