import type { Migration } from '../../../db/migrate.ts'

/**
 * What a receipt says of a file, beside its row so that it is written with its state and costs no
 * index. `tried` counts the tries from here on. Only what could not be read has an index: it is rare,
 * and counted apart from files.
 */
export const receipts: Migration = `
ALTER TABLE items ADD COLUMN settled_at INTEGER;
ALTER TABLE items ADD COLUMN crc64 TEXT;
ALTER TABLE items ADD COLUMN service_crc64 TEXT;
ALTER TABLE items ADD COLUMN stored_version TEXT;
CREATE INDEX items_unread ON items (transfer_id) WHERE kind = 2;
`
