import type { Migration } from '../../../db/migrate.ts'

/**
 * Transfers go in the order of their ranks, whole numbers that change only when somebody moves one.
 * A pause may end by itself.
 */
export const order: Migration = `
ALTER TABLE transfers ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transfers ADD COLUMN paused_until INTEGER;
UPDATE transfers SET rank = id;
DROP INDEX transfers_ready;
CREATE INDEX transfers_ready ON transfers (rank, id)
  WHERE n_waiting > 0 AND paused = 0 AND cancelled = 0 AND blocked IS NULL;
CREATE INDEX transfers_queued ON transfers (rank, id) WHERE finished_at IS NULL;
CREATE INDEX transfers_over ON transfers (id) WHERE finished_at IS NOT NULL;
CREATE INDEX transfers_paused ON transfers (paused_until) WHERE paused_until IS NOT NULL;
`
