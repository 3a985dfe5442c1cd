import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * One process per data folder, like Electron's lock: the holder listens on a local socket named
 * after the folder; a second one connects, which tells the first to come forward, and is refused.
 * A socket whose holder was killed answers nobody and is taken over.
 */
export function claimLock(userData: string, onSecond: () => void): boolean {
  mkdirSync(userData, { recursive: true })
  const address = lockAddress(userData)
  if (isHeld(address)) return false
  if (process.platform !== 'win32') rmSync(address, { force: true })
  const server = createServer((socket) => {
    socket.end()
    onSecond()
  })
  server.on('error', () => undefined)
  server.listen(address)
  server.unref()
  return true
}

function lockAddress(userData: string): string {
  const name = `desk-host-${createHash('sha256').update(userData).digest('hex').slice(0, 16)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** Electron's call is synchronous, a connection is not: a short process asks and exits 0 or 1. */
function isHeld(address: string): boolean {
  const ask = `require('node:net').createConnection(${JSON.stringify(address)})
    .on('connect', () => process.exit(0)).on('error', () => process.exit(1))`
  return spawnSync(process.execPath, ['-e', ask], { timeout: 5_000 }).status === 0
}
