import type { AttentionReason, ItemState } from '../../../shared/transfer/state.ts'

/**
 * `file`; `folder`: an empty folder or folder marker; `listing`: a folder or prefix that could not
 * be read, kept as an item so that it is seen and can be tried again.
 */
export type ItemKind = 'file' | 'folder' | 'listing'

/** How rows say these words, in one byte or none. A code is never given another meaning. */
export const stateCodes: Readonly<Record<ItemState, number>> = {
  waiting: 0,
  running: 1,
  'waiting-for-network': 2,
  'needs-attention': 3,
  done: 4,
  skipped: 5,
  failed: 6,
  cancelled: 7,
}

export const kindCodes: Readonly<Record<ItemKind, number>> = { file: 0, folder: 1, listing: 2 }

export const reasonCodes: Readonly<Record<AttentionReason, number>> = {
  conflict: 0,
  credentials: 1,
  denied: 2,
  'disk-full': 3,
  'source-changed': 4,
  'source-missing': 5,
  'target-missing': 6,
  'unsafe-name': 7,
  'bucket-missing': 8,
}

/** The other way round; throws for a code that no version of this program wrote. */
export function wordOf<Word extends string>(
  codes: Readonly<Record<Word, number>>,
  code: unknown,
): Word {
  for (const word in codes) if (codes[word] === code) return word
  throw new RangeError(`no word for the code ${String(code)}`)
}
