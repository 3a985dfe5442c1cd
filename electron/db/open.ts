import { existsSync, renameSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type Migration, migrate } from './migrate.ts'

export interface OpenedDatabase {
  readonly db: DatabaseSync
  /** Where an unreadable file was moved to; null = the file was fine or new. Tell the person. */
  readonly movedAside: string | null
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: the only errors after which a new file is started. */
const damagedCodes: readonly number[] = [11, 26]

/**
 * Opens a database in WAL mode and brings its schema up to date. A damaged file is never deleted
 * and never silently replaced: it is moved aside and the answer says so. Every other error (no
 * space, no permission, a file of a newer version) is thrown and leaves the file alone.
 */
export function openDatabase(
  path: string,
  migrations: readonly Migration[],
  now: () => number = Date.now,
): OpenedDatabase {
  try {
    return { db: openMigrated(path, migrations), movedAside: null }
  } catch (error) {
    if (!isDamaged(error) || path === ':memory:') throw error
    const movedAside = moveAside(path, now())
    return { db: openMigrated(path, migrations), movedAside }
  }
}

function openMigrated(path: string, migrations: readonly Migration[]): DatabaseSync {
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA busy_timeout = 5000')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = NORMAL')
    db.exec('PRAGMA foreign_keys = ON')
    migrate(db, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function isDamaged(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode
  return typeof code === 'number' && damagedCodes.includes(code & 0xff)
}

function moveAside(path: string, nowMs: number): string {
  const aside = `${path}.damaged-${new Date(nowMs).toISOString().replaceAll(':', '-')}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return aside
}
