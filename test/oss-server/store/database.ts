import { DatabaseSync } from 'node:sqlite'

/**
 * `objects` holds every version of a key and its delete markers, newest by `sequence`. `latest` is 1
 * for the version that is served, 2 for a delete marker in its place, otherwise 0. Without versioning
 * there is only the version `null`. Keys sort by their UTF-8 bytes, SQLite's own text order.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS buckets (
    name TEXT PRIMARY KEY, region TEXT NOT NULL, owner TEXT NOT NULL, created_ms INTEGER NOT NULL,
    acl TEXT NOT NULL, storage_class TEXT NOT NULL, redundancy TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS configurations (
    bucket TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (bucket, name)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, latest INTEGER NOT NULL,
    type TEXT NOT NULL, size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, crc64 TEXT,
    md5 TEXT, modified_ms INTEGER NOT NULL, storage_class TEXT NOT NULL, acl TEXT NOT NULL,
    headers TEXT NOT NULL, tags TEXT NOT NULL, symlink_target TEXT, segments TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0, restore TEXT, transition TEXT, sealed_ms INTEGER,
    PRIMARY KEY (bucket, key, version)
  );
  CREATE UNIQUE INDEX IF NOT EXISTS objects_latest ON objects (bucket, key) WHERE latest = 1;
  CREATE TABLE IF NOT EXISTS small_blobs (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, sequence INTEGER NOT NULL,
    initiated_ms INTEGER NOT NULL, sequential INTEGER NOT NULL, storage_class TEXT NOT NULL,
    acl TEXT NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS uploads_order ON uploads (bucket, key, sequence);
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL, number INTEGER NOT NULL, size_bytes INTEGER NOT NULL, etag TEXT NOT NULL,
    crc64 TEXT NOT NULL, modified_ms INTEGER NOT NULL, segments TEXT NOT NULL,
    PRIMARY KEY (upload, number)
  ) WITHOUT ROWID;
`

export function openDatabase(path: string, fsync: boolean): DatabaseSync {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA synchronous = ${fsync ? 'FULL' : 'OFF'}`)
  // Only of a new index. Small objects then lie on one page with their row.
  database.exec('PRAGMA page_size = 16384')
  database.exec('PRAGMA journal_mode = WAL')
  database.exec(schema)
  addMissingColumns(database)
  return database
}

const laterColumns = [
  ['sequence', 'INTEGER NOT NULL DEFAULT 0'],
  ['restore', 'TEXT'],
  ['transition', 'TEXT'],
  ['sealed_ms', 'INTEGER'],
] as const

/** Folders of earlier versions of this server are served too. */
function addMissingColumns(database: DatabaseSync): void {
  const known = database.prepare('PRAGMA table_info(objects)').all()
  for (const [name, type] of laterColumns) {
    if (known.some((column) => column.name === name)) continue
    database.exec(`ALTER TABLE objects ADD COLUMN ${name} ${type}`)
  }
}
