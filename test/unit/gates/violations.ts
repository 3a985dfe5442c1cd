/** One file per rule of the dependency table and of the style, and a word of the complaint. */
export interface Violation {
  readonly rule: string
  readonly file: string
  readonly text: string
  readonly complaint: RegExp
}

const use = (source: string): string => `import { x } from '${source}'\n\nexport const y = x\n`

function forbids(file: string, source: string, complaint: RegExp): Violation {
  return { rule: `${file} may not import ${source}`, file, text: use(source), complaint }
}

const siblings = /may import .* only/
const packages = /may use .* only|uses node:\* only/

export const forbiddenImports: readonly Violation[] = [
  forbids('shared/oss/planted.ts', 'node:fs', /shared may use zod only/),
  forbids('shared/oss/planted.ts', 'react', /shared may use zod only/),
  forbids('shared/oss/planted.ts', '../../electron/oss/client.ts', /shared imports nothing/),
  forbids('shared/oss/planted.ts', '../../renderer/api.ts', /shared imports nothing/),
  forbids('electron/oss/planted.ts', 'electron', packages),
  forbids('electron/oss/planted.ts', 'zod', packages),
  forbids('electron/oss/planted.ts', '../accounts/sessions.ts', siblings),
  forbids('electron/oss/operations/planted.ts', '../../transfer/start.ts', siblings),
  forbids('electron/db/planted.ts', 'undici', packages),
  forbids('electron/db/planted.ts', '../oss/client.ts', siblings),
  forbids('electron/threads/planted.ts', '../transfer/start.ts', siblings),
  forbids('electron/accounts/planted.ts', 'electron', packages),
  forbids('electron/accounts/planted.ts', '../app/vault.ts', siblings),
  forbids('electron/settings/planted.ts', '../ipc/serve.ts', siblings),
  forbids('electron/buckets/planted.ts', '../app/paths.ts', siblings),
  forbids('electron/bucket-config/planted.ts', '../transfer/start.ts', siblings),
  forbids('electron/catalog/planted.ts', '../transfer/start.ts', siblings),
  forbids('electron/transfer/planted.ts', '../catalog/start.ts', siblings),
  forbids('electron/transfer/run/planted.ts', '../../app/window.ts', siblings),
  forbids('electron/transfer/planted.ts', 'electron', packages),
  forbids('electron/transfer/planted.ts', '../main.ts', siblings),
  forbids('electron/ipc/planted.ts', 'electron', packages),
  forbids('electron/ipc/planted.ts', '../app/window.ts', siblings),
  forbids('electron/app/planted.ts', '../transfer/start.ts', siblings),
  forbids('electron/app/planted.ts', 'undici', packages),
  forbids('electron/preload.ts', 'node:fs', /preload imports shared\/ipc and electron only/),
  forbids('electron/preload.ts', '../shared/ipc/inputs.ts', /zod stays out of the preload/),
  forbids('electron/preload.ts', '../shared/settings.ts', /preload imports shared\/ipc/),
  forbids('electron/main.ts', '../test/oss-server/server.ts', /never imports the page/),
  forbids('renderer/screens/planted.tsx', 'node:fs', /no Node, no Electron/),
  forbids('renderer/screens/planted.tsx', 'electron', /no Node, no Electron/),
  forbids('renderer/stores/planted.ts', '../../electron/oss/client.ts', /shared and itself only/),
  forbids('renderer/stores/planted.ts', '../../test/totals.ts', /shared and itself only/),
  forbids('renderer/ui/planted.tsx', '../stores/accounts.ts', /free of the domain/),
  forbids('renderer/ui/planted.tsx', '../../shared/objects.ts', /free of the domain/),
  forbids('renderer/ui/planted.tsx', '../api.ts', /free of the domain/),
  forbids('renderer/ui/planted.tsx', 'zustand', /react and its UI libraries only/),
  forbids('test/unit/planted.ts', '../../electron/main.ts', /Nobody imports main/),
]

function text(rule: string, file: string, lines: string, complaint: RegExp): Violation {
  return { rule, file, text: `${lines}\n`, complaint }
}

const planted = 'electron/transfer/planted.ts'
export const forbiddenTexts: readonly Violation[] = [
  text(
    'raw ipcMain outside ipc/serve.ts',
    'electron/app/planted.ts',
    "import { ipcMain } from 'electron'\n\nipcMain.handle('x', () => 1)",
    /Channels are served in/,
  ),
  text(
    'raw webContents.send outside ipc/push.ts',
    'electron/app/planted.ts',
    "export function f(w: { webContents: { send(n: string): void } }): void {\n  w.webContents.send('x')\n}",
    /go through electron\/ipc\/push\.ts alone/,
  ),
  text(
    'window.api outside renderer/api.ts',
    'renderer/stores/planted.ts',
    'export const api = window.api',
    /the one file that touches the bridge/,
  ),
  text('no network in the page', 'renderer/stores/planted.ts', "void fetch('x')", /variable fetch/),
  text(
    'no timers in shared',
    'shared/planted.ts',
    'export const t = setTimeout(() => 1, 1)',
    /variable setTimeout/,
  ),
  text('no any', planted, 'export const a: any = 1', /noExplicitAny/),
  text('no enum', planted, 'export enum A {\n  B = 1,\n}', /noEnum/),
  text('no default export', planted, 'export default 1', /noDefaultExport/),
  text(
    'no parameter property',
    planted,
    'export class A {\n  constructor(readonly b: number) {}\n}',
    /noParameterProperties/,
  ),
  text(
    'no floating promise',
    planted,
    'export async function a(): Promise<void> {\n  await Promise.resolve()\n}\nexport function b(): void {\n  a()\n}',
    /noFloatingPromises/,
  ),
  text('extensions on imports', planted, use('./planted'), /useImportExtensions/),
  text(
    'kebab-case files',
    'shared/PlantedHere.ts',
    'export const a = 1',
    /useFilenamingConvention/,
  ),
  text('300 lines at most', planted, 'export {}\n'.repeat(301), /noExcessiveLinesPerFile/),
  text(
    '60 lines in a function at most',
    planted,
    `export function a(): void {\n${'  console.log(1)\n'.repeat(61)}}`,
    /noExcessiveLinesPerFunction/,
  ),
  text(
    'no focused test',
    'test/unit/planted.test.ts',
    "test.only('a', () => {})",
    /noFocusedTests/,
  ),
  text(
    'no skipped test',
    'test/unit/planted.test.ts',
    "test.skip('a', () => {})",
    /noSkippedTests/,
  ),
]
