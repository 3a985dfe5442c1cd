import type { Migration } from '../../../db/migrate.ts'

/**
 * The queue. Counters of a transfer are kept by triggers, so nothing ever counts a million items.
 * No row holds a secret, a signed URL or a header.
 */
export const queue: Migration = `
CREATE TABLE transfers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  account_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  prefix TEXT NOT NULL,
  folder TEXT,
  first_name TEXT NOT NULL,
  asked INTEGER NOT NULL,
  conflict TEXT NOT NULL,
  versioning TEXT,
  enumerated INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  blocked TEXT,
  failure TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  total INTEGER NOT NULL DEFAULT 0,
  n_waiting INTEGER NOT NULL DEFAULT 0,
  n_running INTEGER NOT NULL DEFAULT 0,
  n_network INTEGER NOT NULL DEFAULT 0,
  n_attention INTEGER NOT NULL DEFAULT 0,
  n_done INTEGER NOT NULL DEFAULT 0,
  n_skipped INTEGER NOT NULL DEFAULT 0,
  n_failed INTEGER NOT NULL DEFAULT 0,
  n_cancelled INTEGER NOT NULL DEFAULT 0,
  total_bytes INTEGER NOT NULL DEFAULT 0,
  done_bytes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX transfers_ready ON transfers (id)
  WHERE n_waiting > 0 AND paused = 0 AND cancelled = 0 AND blocked IS NULL;
CREATE INDEX transfers_unfinished ON transfers (id) WHERE finished_at IS NULL;

CREATE TABLE roots (
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  cursor TEXT,
  seen INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  UNIQUE (transfer_id, kind, source)
) STRICT;
CREATE INDEX roots_open ON roots (transfer_id, id) WHERE done = 0;

CREATE TABLE items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  transfer_id INTEGER NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  path TEXT,
  large INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  attention TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  tried INTEGER NOT NULL DEFAULT 0,
  size_bytes INTEGER NOT NULL DEFAULT 0,
  done_bytes INTEGER NOT NULL DEFAULT 0,
  identity TEXT,
  etag TEXT,
  modified_at TEXT,
  decision TEXT,
  failure TEXT,
  UNIQUE (transfer_id, kind, source)
) STRICT;
CREATE INDEX items_next ON items (transfer_id, large, not_before, id) WHERE state = 'waiting';
CREATE INDEX items_due ON items (not_before) WHERE state = 'waiting' AND not_before > 0;
CREATE INDEX items_live ON items (state) WHERE state IN ('running', 'waiting-for-network');
CREATE INDEX items_by_transfer ON items (transfer_id, id);
CREATE INDEX items_asking ON items (transfer_id, attention) WHERE state = 'needs-attention';
CREATE INDEX items_by_state ON items (transfer_id, state, id);

CREATE TABLE uploads (
  item_id INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  upload_id TEXT,
  part_size INTEGER NOT NULL,
  intent_at INTEGER NOT NULL,
  completing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX uploads_by_id ON uploads (upload_id);

CREATE TABLE downloads (
  item_id INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  temp_path TEXT NOT NULL,
  target_path TEXT NOT NULL,
  part_size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  crc64 TEXT,
  publishing INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE parts (
  item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  crc64 TEXT NOT NULL,
  etag TEXT NOT NULL,
  PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cleanups (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  account_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  upload_id TEXT,
  intent_at INTEGER NOT NULL,
  path TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX cleanups_due ON cleanups (not_before, id);

CREATE TRIGGER items_inserted AFTER INSERT ON items BEGIN
  UPDATE transfers SET
    total = total + 1,
    n_waiting = n_waiting + (NEW.state = 'waiting'),
    n_running = n_running + (NEW.state = 'running'),
    n_network = n_network + (NEW.state = 'waiting-for-network'),
    n_attention = n_attention + (NEW.state = 'needs-attention'),
    n_done = n_done + (NEW.state = 'done'),
    n_skipped = n_skipped + (NEW.state = 'skipped'),
    n_failed = n_failed + (NEW.state = 'failed'),
    n_cancelled = n_cancelled + (NEW.state = 'cancelled'),
    total_bytes = total_bytes + NEW.size_bytes,
    done_bytes = done_bytes + NEW.done_bytes
  WHERE id = NEW.transfer_id;
END;

CREATE TRIGGER items_changed AFTER UPDATE OF state, size_bytes, done_bytes ON items
WHEN OLD.state <> NEW.state OR OLD.size_bytes <> NEW.size_bytes OR OLD.done_bytes <> NEW.done_bytes
BEGIN
  UPDATE transfers SET
    n_waiting = n_waiting + (NEW.state = 'waiting') - (OLD.state = 'waiting'),
    n_running = n_running + (NEW.state = 'running') - (OLD.state = 'running'),
    n_network = n_network + (NEW.state = 'waiting-for-network') - (OLD.state = 'waiting-for-network'),
    n_attention = n_attention + (NEW.state = 'needs-attention') - (OLD.state = 'needs-attention'),
    n_done = n_done + (NEW.state = 'done') - (OLD.state = 'done'),
    n_skipped = n_skipped + (NEW.state = 'skipped') - (OLD.state = 'skipped'),
    n_failed = n_failed + (NEW.state = 'failed') - (OLD.state = 'failed'),
    n_cancelled = n_cancelled + (NEW.state = 'cancelled') - (OLD.state = 'cancelled'),
    total_bytes = total_bytes + NEW.size_bytes - OLD.size_bytes,
    done_bytes = done_bytes + NEW.done_bytes - OLD.done_bytes
  WHERE id = NEW.transfer_id;
END;

CREATE TRIGGER items_deleted AFTER DELETE ON items BEGIN
  UPDATE transfers SET
    total = total - 1,
    n_waiting = n_waiting - (OLD.state = 'waiting'),
    n_running = n_running - (OLD.state = 'running'),
    n_network = n_network - (OLD.state = 'waiting-for-network'),
    n_attention = n_attention - (OLD.state = 'needs-attention'),
    n_done = n_done - (OLD.state = 'done'),
    n_skipped = n_skipped - (OLD.state = 'skipped'),
    n_failed = n_failed - (OLD.state = 'failed'),
    n_cancelled = n_cancelled - (OLD.state = 'cancelled'),
    total_bytes = total_bytes - OLD.size_bytes,
    done_bytes = done_bytes - OLD.done_bytes
  WHERE id = OLD.transfer_id;
END;

CREATE TRIGGER parts_inserted AFTER INSERT ON parts BEGIN
  UPDATE items SET done_bytes = done_bytes + NEW.size_bytes WHERE id = NEW.item_id;
END;
CREATE TRIGGER parts_deleted AFTER DELETE ON parts BEGIN
  UPDATE items SET done_bytes = max(0, done_bytes - OLD.size_bytes)
  WHERE id = OLD.item_id AND state NOT IN ('done', 'skipped');
END;
`
