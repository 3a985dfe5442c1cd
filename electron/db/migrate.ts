import type { DatabaseSync } from 'node:sqlite'

/** SQL of one step. The list only ever grows at its end: `user_version` counts the steps taken. */
export type Migration = string

/**
 * Brings the schema up to date, one transaction per step. Throws when the file was written by a
 * newer version of the program: guessing what its columns mean could lose work.
 */
export function migrate(db: DatabaseSync, migrations: readonly Migration[]): void {
  const version = versionOf(db)
  if (version > migrations.length) {
    throw new Error(`the database has version ${version}, this program knows ${migrations.length}`)
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    transaction(db, () => {
      db.exec(sql)
      db.exec(`PRAGMA user_version = ${index + 1}`)
    })
  }
}

/** Runs `work` in one transaction; what it throws rolls everything back. Does not nest. */
export function transaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
}
