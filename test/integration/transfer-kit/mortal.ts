import { existsSync, writeFileSync } from 'node:fs'

/**
 * Ends this thread once, some milliseconds after its start, as a crash would. The file that the
 * environment names keeps the thread that follows alive.
 */
export function dieOnce(variable: string, afterMs: number): void {
  const flag = process.env[variable]
  if (flag === undefined || existsSync(flag)) return
  setTimeout(() => {
    writeFileSync(flag, '')
    process.exit(1)
  }, afterMs)
}
