import { useState } from 'react'
import type { Entry, EntryProblems, Header } from './entries.ts'

export interface Entries {
  readonly entries: readonly Entry[]
  readonly setEntries: (entries: readonly Entry[]) => void
  /** An empty one; null: one of the person's own. */
  readonly add: (header: Header | null) => void
  readonly valid: boolean
}

export function useEntries(
  problemsOf: (entry: Entry, all: readonly Entry[]) => EntryProblems,
): Entries {
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [nextId, setNextId] = useState(0)
  return {
    entries,
    setEntries,
    add(header) {
      const entry = { id: nextId, header, name: header ?? '', value: '', remove: false }
      setEntries([...entries, entry])
      setNextId(nextId + 1)
    },
    valid: entries.every((entry) => {
      const { name, value } = problemsOf(entry, entries)
      return name === null && value === null
    }),
  }
}
