import type { Pages } from '../../stores/pages.ts'
import type { Selected } from '../../stores/selection.ts'

export interface KnownClasses {
  /** How many of the selected files have each storage class. */
  readonly classes: ReadonlyMap<string, number>
  /** False where folders or files that are not loaded are selected, too. */
  readonly complete: boolean
}

/** Of the rows that the table has loaded. */
export function knownClasses(pages: Pages, selected: Selected): KnownClasses {
  const classes = new Map<string, number>()
  let known = 0
  for (const { rows } of pages.values()) {
    for (const row of rows) {
      if (row.kind !== 'file' || !selected.has(row.key)) continue
      classes.set(row.storageClass, (classes.get(row.storageClass) ?? 0) + 1)
      known += 1
    }
  }
  return { classes, complete: known === selected.size }
}

/** Whether files of the class have to be restored before they can be read. */
export function isArchived(storageClass: string): boolean {
  return storageClass.endsWith('Archive')
}
