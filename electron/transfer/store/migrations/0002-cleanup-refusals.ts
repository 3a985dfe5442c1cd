import type { Migration } from '../../../db/migrate.ts'

/** Refusals count apart from tries: being without network for a week gives nothing up. */
export const cleanupRefusals: Migration = `
ALTER TABLE cleanups ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
`
