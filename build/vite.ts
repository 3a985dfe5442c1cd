import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Programs of the main process: the app itself and the worker threads that it starts. */
const mainEntries: Readonly<Record<string, string>> = {
  main: at('electron/main.ts'),
  'transfer-worker': at('electron/transfer/worker.ts'),
  'data-plane-worker': at('electron/transfer/data-plane/worker.ts'),
  'catalog-worker': at('electron/catalog/worker.ts'),
}

/**
 * Dependencies are bundled, so the packaged app carries no node_modules. Shared chunks lie beside
 * the entries: `new URL('./x.js', import.meta.url)` then means the same in each of them.
 */
export function mainConfig(): InlineConfig {
  const input = Object.fromEntries(
    Object.entries(mainEntries).filter(([, file]) => existsSync(file)),
  )
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: at('out/main'),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external: [/^electron$/, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }
}

/** One self-contained CommonJS file: a sandboxed preload can load nothing else. */
export function preloadConfig(): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      outDir: at('out/preload'),
      emptyOutDir: true,
      target: 'chrome138',
      minify: false,
      reportCompressedSize: false,
      lib: { entry: at('electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  }
}

/** The page: no inline script or style, so that the content security policy can forbid both. */
export function rendererConfig(): InlineConfig {
  return {
    configFile: false,
    root: at('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome138',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
  }
}
