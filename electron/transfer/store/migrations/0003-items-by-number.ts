import type { Migration } from '../../../db/migrate.ts'

/**
 * Made for a million files in one transfer. An item's id is its transfer (times 2^32) plus its
 * number within it, and 512 neighbours are a block that counts their states: any position of any
 * tab, and everything that is in some state, is found by looking at blocks. What an item is called
 * follows from its root; `key` and `path` are set only where they differ from that.
 *
 * States, kinds and reasons are numbers here: see `codes.ts`. Of what an earlier version stored,
 * items whose folder is not known any more belong to root 0, with `rest` (and `path`) in full.
 */
export const itemsByNumber: Migration = `
DROP TRIGGER items_inserted;
DROP TRIGGER items_changed;
DROP TRIGGER items_deleted;
DROP TRIGGER parts_inserted;
DROP TRIGGER parts_deleted;

ALTER TABLE transfers ADD COLUMN sweep TEXT;
ALTER TABLE transfers ADD COLUMN sweep_block INTEGER NOT NULL DEFAULT 0;
UPDATE transfers SET sweep = '{"what":"cancel"}' WHERE cancelled = 1 AND finished_at IS NULL;
CREATE INDEX transfers_swept ON transfers (id) WHERE sweep IS NOT NULL;

CREATE TABLE new_roots (
  transfer_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  parent INTEGER,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  cursor TEXT,
  first_item INTEGER,
  done INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (transfer_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO new_roots (transfer_id, number, kind, source, name, done)
  SELECT id, 0, CASE kind WHEN 'upload' THEN 'path' ELSE 'prefix' END, '', '', 1 FROM transfers;
INSERT INTO new_roots (transfer_id, number, kind, source, name, cursor, first_item, done)
  SELECT transfer_id, row_number() OVER (PARTITION BY transfer_id ORDER BY id), kind, source, name,
    cursor, CASE kind WHEN 'path' THEN 0 END, done
  FROM roots;
CREATE INDEX roots_by_name ON new_roots (transfer_id, name);
CREATE INDEX roots_by_source ON new_roots (transfer_id, source);
UPDATE new_roots AS r SET parent = (
  SELECT p.number FROM new_roots p WHERE p.transfer_id = r.transfer_id AND p.number > 0
    AND p.name = rtrim(rtrim(r.name, replace(r.name, '/', '')), '/') LIMIT 1)
  WHERE kind = 'path' AND instr(name, '/') > 0;

CREATE TABLE numbered (old INTEGER PRIMARY KEY, id INTEGER NOT NULL);
INSERT INTO numbered SELECT id, (transfer_id << 32)
  + row_number() OVER (PARTITION BY transfer_id ORDER BY id) - 1 FROM items;

CREATE TABLE new_items (
  id INTEGER PRIMARY KEY,
  transfer_id INTEGER NOT NULL,
  root INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  large INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  tried INTEGER NOT NULL DEFAULT 0,
  attention INTEGER,
  size_bytes INTEGER NOT NULL DEFAULT 0,
  done_bytes INTEGER NOT NULL DEFAULT 0,
  rest TEXT NOT NULL,
  identity TEXT,
  etag TEXT,
  modified_at INTEGER,
  key TEXT,
  path TEXT,
  decision TEXT,
  failure TEXT
) STRICT;
INSERT INTO new_items
  SELECT id, transfer_id, coalesce(own, folder, 0), kind, state, large, not_before, attempts, tried,
    attention, size_bytes, done_bytes,
    CASE WHEN own IS NOT NULL THEN '' WHEN folder IS NOT NULL THEN last_name
      WHEN is_local THEN name ELSE source END,
    identity, etag, modified_at,
    CASE WHEN key <> usual_key THEN key END,
    CASE WHEN is_local AND coalesce(own, folder) IS NOT NULL THEN NULL ELSE path END,
    decision, failure
  FROM (
    SELECT n.id, i.transfer_id, i.large, i.not_before, i.attempts, i.tried, i.size_bytes,
      i.done_bytes, i.name, i.source, i.identity, i.etag, i.key, i.path, i.decision, i.failure,
      t.kind = 'upload' AS is_local,
      CASE i.kind WHEN 'file' THEN 0 WHEN 'folder' THEN 1 ELSE 2 END AS kind,
      CASE i.state WHEN 'waiting' THEN 0 WHEN 'running' THEN 1 WHEN 'waiting-for-network' THEN 2
        WHEN 'needs-attention' THEN 3 WHEN 'done' THEN 4 WHEN 'skipped' THEN 5 WHEN 'failed' THEN 6
        ELSE 7 END AS state,
      CASE i.attention WHEN 'conflict' THEN 0 WHEN 'credentials' THEN 1 WHEN 'denied' THEN 2
        WHEN 'disk-full' THEN 3 WHEN 'source-changed' THEN 4 WHEN 'source-missing' THEN 5
        WHEN 'target-missing' THEN 6 WHEN 'unsafe-name' THEN 7 END AS attention,
      CAST(round((julianday(i.modified_at) - 2440587.5) * 86400000.0) AS INTEGER) AS modified_at,
      CASE WHEN t.kind <> 'upload' THEN i.source
        WHEN i.kind = 'folder' THEN t.prefix || i.name || '/' ELSE t.prefix || i.name END AS usual_key,
      substr(i.name, length(rtrim(i.name, replace(i.name, '/', ''))) + 1) AS last_name,
      CASE WHEN t.kind = 'upload' OR i.kind = 'listing' THEN (SELECT r.number FROM new_roots r
        WHERE r.transfer_id = i.transfer_id AND r.source = i.source AND r.number > 0 LIMIT 1)
        END AS own,
      CASE WHEN t.kind = 'upload' AND i.kind = 'file' THEN (SELECT r.number FROM new_roots r
        WHERE r.transfer_id = i.transfer_id AND r.number > 0 AND r.kind = 'path'
          AND r.name = rtrim(rtrim(i.name, replace(i.name, '/', '')), '/') LIMIT 1) END AS folder
    FROM items i JOIN numbered n ON n.old = i.id JOIN transfers t ON t.id = i.transfer_id);

CREATE TABLE new_uploads (
  item_id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  upload_id TEXT,
  part_size INTEGER NOT NULL,
  intent_at INTEGER NOT NULL,
  completing INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO new_uploads SELECT n.id, u.key, u.upload_id, u.part_size, u.intent_at, u.completing
  FROM uploads u JOIN numbered n ON n.old = u.item_id;

CREATE TABLE new_downloads (
  item_id INTEGER PRIMARY KEY,
  temp_path TEXT NOT NULL,
  target_path TEXT NOT NULL,
  part_size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  crc64 TEXT,
  publishing INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO new_downloads SELECT n.id, d.temp_path, d.target_path, d.part_size, d.etag, d.size_bytes,
  d.crc64, d.publishing FROM downloads d JOIN numbered n ON n.old = d.item_id;

CREATE TABLE new_parts (
  item_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  crc64 TEXT NOT NULL,
  etag TEXT NOT NULL,
  PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO new_parts SELECT n.id, p.number, p.size_bytes, p.crc64, p.etag
  FROM parts p JOIN numbered n ON n.old = p.item_id;

DROP INDEX roots_by_name;
DROP INDEX roots_by_source;
DROP TABLE numbered;
DROP TABLE parts;
DROP TABLE uploads;
DROP TABLE downloads;
DROP TABLE items;
DROP TABLE roots;
ALTER TABLE new_roots RENAME TO roots;
ALTER TABLE new_items RENAME TO items;
ALTER TABLE new_uploads RENAME TO uploads;
ALTER TABLE new_downloads RENAME TO downloads;
ALTER TABLE new_parts RENAME TO parts;

CREATE INDEX roots_open ON roots (transfer_id, number) WHERE done = 0;
CREATE INDEX items_next ON items (transfer_id, large, not_before, id) WHERE state = 0;
CREATE INDEX items_due ON items (not_before) WHERE state = 0 AND not_before > 0;
CREATE INDEX items_asking ON items (transfer_id, attention) WHERE state = 3;
CREATE INDEX uploads_by_id ON uploads (upload_id);

CREATE TABLE blocks (
  id INTEGER PRIMARY KEY,
  n_waiting INTEGER NOT NULL DEFAULT 0,
  n_running INTEGER NOT NULL DEFAULT 0,
  n_network INTEGER NOT NULL DEFAULT 0,
  n_attention INTEGER NOT NULL DEFAULT 0,
  n_done INTEGER NOT NULL DEFAULT 0,
  n_skipped INTEGER NOT NULL DEFAULT 0,
  n_failed INTEGER NOT NULL DEFAULT 0,
  n_cancelled INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO blocks SELECT id >> 9, sum(state = 0), sum(state = 1), sum(state = 2), sum(state = 3),
  sum(state = 4), sum(state = 5), sum(state = 6), sum(state = 7) FROM items GROUP BY id >> 9;

CREATE TRIGGER items_inserted AFTER INSERT ON items BEGIN
  INSERT INTO blocks (id) VALUES (NEW.id >> 9) ON CONFLICT DO NOTHING;
  UPDATE blocks SET
    n_waiting = n_waiting + (NEW.state = 0),
    n_running = n_running + (NEW.state = 1),
    n_network = n_network + (NEW.state = 2),
    n_attention = n_attention + (NEW.state = 3),
    n_done = n_done + (NEW.state = 4),
    n_skipped = n_skipped + (NEW.state = 5),
    n_failed = n_failed + (NEW.state = 6),
    n_cancelled = n_cancelled + (NEW.state = 7)
  WHERE id = NEW.id >> 9;
  UPDATE transfers SET
    total = total + 1,
    n_waiting = n_waiting + (NEW.state = 0),
    n_running = n_running + (NEW.state = 1),
    n_network = n_network + (NEW.state = 2),
    n_attention = n_attention + (NEW.state = 3),
    n_done = n_done + (NEW.state = 4),
    n_skipped = n_skipped + (NEW.state = 5),
    n_failed = n_failed + (NEW.state = 6),
    n_cancelled = n_cancelled + (NEW.state = 7),
    total_bytes = total_bytes + NEW.size_bytes,
    done_bytes = done_bytes + NEW.done_bytes
  WHERE id = NEW.transfer_id;
END;

CREATE TRIGGER items_state_changed AFTER UPDATE OF state ON items WHEN OLD.state <> NEW.state BEGIN
  UPDATE blocks SET
    n_waiting = n_waiting + (NEW.state = 0) - (OLD.state = 0),
    n_running = n_running + (NEW.state = 1) - (OLD.state = 1),
    n_network = n_network + (NEW.state = 2) - (OLD.state = 2),
    n_attention = n_attention + (NEW.state = 3) - (OLD.state = 3),
    n_done = n_done + (NEW.state = 4) - (OLD.state = 4),
    n_skipped = n_skipped + (NEW.state = 5) - (OLD.state = 5),
    n_failed = n_failed + (NEW.state = 6) - (OLD.state = 6),
    n_cancelled = n_cancelled + (NEW.state = 7) - (OLD.state = 7)
  WHERE id = NEW.id >> 9;
  UPDATE transfers SET
    n_waiting = n_waiting + (NEW.state = 0) - (OLD.state = 0),
    n_running = n_running + (NEW.state = 1) - (OLD.state = 1),
    n_network = n_network + (NEW.state = 2) - (OLD.state = 2),
    n_attention = n_attention + (NEW.state = 3) - (OLD.state = 3),
    n_done = n_done + (NEW.state = 4) - (OLD.state = 4),
    n_skipped = n_skipped + (NEW.state = 5) - (OLD.state = 5),
    n_failed = n_failed + (NEW.state = 6) - (OLD.state = 6),
    n_cancelled = n_cancelled + (NEW.state = 7) - (OLD.state = 7)
  WHERE id = NEW.transfer_id;
END;

CREATE TRIGGER items_bytes_changed AFTER UPDATE OF size_bytes, done_bytes ON items
WHEN OLD.size_bytes <> NEW.size_bytes OR OLD.done_bytes <> NEW.done_bytes BEGIN
  UPDATE transfers SET
    total_bytes = total_bytes + NEW.size_bytes - OLD.size_bytes,
    done_bytes = done_bytes + NEW.done_bytes - OLD.done_bytes
  WHERE id = NEW.transfer_id;
END;

CREATE TRIGGER items_deleted AFTER DELETE ON items BEGIN
  UPDATE blocks SET
    n_waiting = n_waiting - (OLD.state = 0),
    n_running = n_running - (OLD.state = 1),
    n_network = n_network - (OLD.state = 2),
    n_attention = n_attention - (OLD.state = 3),
    n_done = n_done - (OLD.state = 4),
    n_skipped = n_skipped - (OLD.state = 5),
    n_failed = n_failed - (OLD.state = 6),
    n_cancelled = n_cancelled - (OLD.state = 7)
  WHERE id = OLD.id >> 9;
  UPDATE transfers SET
    total = total - 1,
    n_waiting = n_waiting - (OLD.state = 0),
    n_running = n_running - (OLD.state = 1),
    n_network = n_network - (OLD.state = 2),
    n_attention = n_attention - (OLD.state = 3),
    n_done = n_done - (OLD.state = 4),
    n_skipped = n_skipped - (OLD.state = 5),
    n_failed = n_failed - (OLD.state = 6),
    n_cancelled = n_cancelled - (OLD.state = 7),
    total_bytes = total_bytes - OLD.size_bytes,
    done_bytes = done_bytes - OLD.done_bytes
  WHERE id = OLD.transfer_id;
END;

CREATE TRIGGER parts_inserted AFTER INSERT ON parts BEGIN
  UPDATE items SET done_bytes = done_bytes + NEW.size_bytes WHERE id = NEW.item_id;
END;
CREATE TRIGGER parts_deleted AFTER DELETE ON parts BEGIN
  UPDATE items SET done_bytes = max(0, done_bytes - OLD.size_bytes)
  WHERE id = OLD.item_id AND state NOT IN (4, 5);
END;
`
