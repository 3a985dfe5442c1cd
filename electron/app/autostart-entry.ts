import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Linux desktops start what has an entry in their autostart folder. `program` null takes it away.
 * https://specifications.freedesktop.org/autostart-spec/latest/
 */
export function writeEntry(folder: string, name: string, program: string | null): void {
  const file = join(folder, 'oss-desk.desktop')
  if (program === null) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(folder, { recursive: true })
  const lines = ['[Desktop Entry]', 'Type=Application', `Name=${name}`, `Exec=${quoted(program)}`]
  writeFileSync(file, `${lines.join('\n')}\n`)
}

/** As an argument of `Exec`: quoted, with its reserved characters escaped, `%` doubled. */
function quoted(program: string): string {
  const escaped = program
    .replaceAll('%', '%%')
    .replaceAll(/["`$\\]/g, (reserved) => `\\${reserved}`)
    // The line is a string first, which has escapes of its own.
    .replaceAll('\\', '\\\\')
  return `"${escaped}"`
}
