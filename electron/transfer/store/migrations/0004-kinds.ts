import type { Migration } from '../../../db/migrate.ts'

/** What copies, moves and changes need to know, and what of a copy is known to be right. */
export const kinds: Migration = `
ALTER TABLE transfers ADD COLUMN terms TEXT;
ALTER TABLE transfers ADD COLUMN source_account_id TEXT;
ALTER TABLE items ADD COLUMN version_id TEXT;

CREATE TABLE copies (
  item_id INTEGER PRIMARY KEY,
  etag TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  verified INTEGER NOT NULL DEFAULT 0
) STRICT;
`
