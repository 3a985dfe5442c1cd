import type { Migration } from '../db/migrate.ts'

/**
 * A listing is one folder; a generation is one walk through it. A refresh fills a generation of its
 * own and is shown when it is complete, so rows never vanish while it runs. Names are relative to the
 * prefix. Only the order by name has an index: orders are materialised in memory (`orders.ts`).
 */
const first = `
CREATE TABLE listings (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  prefix TEXT NOT NULL,
  shown INTEGER,
  stale INTEGER NOT NULL DEFAULT 0,
  opened_ms INTEGER NOT NULL,
  UNIQUE (account_id, bucket, prefix)
) STRICT;
CREATE TABLE generations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  listing_id INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0,
  folders INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  size_bytes INTEGER NOT NULL DEFAULT 0,
  listed_ms INTEGER
) STRICT;
CREATE INDEX generations_by_listing ON generations (listing_id);
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  generation_id INTEGER NOT NULL,
  is_file INTEGER NOT NULL,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  folded TEXT NOT NULL,
  extension TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_at TEXT NOT NULL,
  etag TEXT NOT NULL,
  type TEXT NOT NULL,
  storage_class TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_name ON entries (generation_id, is_file, sort_name, name);
`

export const catalogMigrations: readonly Migration[] = [first]
