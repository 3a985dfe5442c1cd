import { build } from 'vite'
import { mainConfig, preloadConfig, rendererConfig } from '../vite.ts'

/** Writes out/main, out/preload and out/renderer. */
const startedAt = performance.now()
for (const config of [mainConfig(), preloadConfig(), rendererConfig()]) {
  await build(config)
}
process.stdout.write(`built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
