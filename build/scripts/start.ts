import { existsSync } from 'node:fs'
import { haveWindow } from './chromium.ts'
import { electronExecutable } from './electron-runtime.ts'
import { inRoot, root, run } from './run.ts'

/** `npm start`: the built app on Electron, or on the stand-in where Electron cannot be had. */
const args = process.argv.slice(2)
if (!existsSync(inRoot('out/main/main.js'))) {
  const built = await run('node', ['build/scripts/build.ts'])
  if (built !== 0) process.exit(built)
}
if (!(await haveWindow())) process.exit(1)
const electron = await electronExecutable()
if (electron === null) {
  console.log('Electron cannot be fetched here: opening the app in Chromium instead.')
}
process.exitCode = electron
  ? await run(electron, [root, ...args])
  : await run('node', ['test/electron-host/cli.ts', root, ...args])
