import { utf8Length } from '../../../shared/oss/encoding.ts'
import type { metadataHeaders } from '../../../shared/transfer/kinds.ts'

export type Header = (typeof metadataHeaders)[number]

/** One thing to set or to take away; what is not among the entries stays as it is. */
export interface Entry {
  readonly id: number
  /** null: one of the person's own. */
  readonly header: Header | null
  readonly name: string
  readonly value: string
  readonly remove: boolean
}

export type EntryProblem =
  | 'empty'
  | 'repeated'
  | 'tagCharacters'
  | 'nameCharacters'
  | 'valueCharacters'
  | 'long'
  | 'date'

export interface EntryProblems {
  readonly name: EntryProblem | null
  readonly value: EntryProblem | null
}

/** https://help.aliyun.com/zh/oss/user-guide/object-tagging-8 */
export const maxTags = 10
const tagText = /^[A-Za-z0-9 +\-=._:/]*$/

export function tagProblems(entry: Entry, all: readonly Entry[]): EntryProblems {
  const { name, value, remove } = entry
  const of = (text: string, most: number): EntryProblem | null => {
    if (!tagText.test(text)) return 'tagCharacters'
    return text.length > most ? 'long' : null
  }
  const repeated = all.some((other) => other !== entry && other.name === name)
  const named = name === '' ? 'empty' : repeated ? 'repeated' : of(name, 128)
  return { name: named, value: remove ? null : of(value, 256) }
}

/** User metadata of an object, names and values together. */
const maxMetadataBytes = 8 * 1024

export function metadataProblems(entry: Entry, all: readonly Entry[]): EntryProblems {
  const { header, name, value, remove } = entry
  return {
    name: header === null ? metadataNameProblem(entry, name, all) : null,
    value: remove ? null : metadataValueProblem(entry, value, all),
  }
}

function metadataNameProblem(
  entry: Entry,
  name: string,
  all: readonly Entry[],
): EntryProblem | null {
  if (name === '') return 'empty'
  if (!/^[A-Za-z0-9-]+$/.test(name)) return 'nameCharacters'
  const same = (other: Entry): boolean => other.name.toLowerCase() === name.toLowerCase()
  return all.some((other) => other !== entry && same(other)) ? 'repeated' : null
}

function metadataValueProblem(
  { header }: Entry,
  value: string,
  all: readonly Entry[],
): EntryProblem | null {
  if (value === '') return 'empty'
  if (/\p{Cc}/u.test(value) || value !== value.trim()) return 'valueCharacters'
  if (header === 'expires' && Number.isNaN(Date.parse(value))) return 'date'
  const own = all.filter((entry) => entry.header === null && !entry.remove)
  const bytes = own.reduce((sum, entry) => sum + utf8Length(entry.name + entry.value), 0)
  return header === null && bytes > maxMetadataBytes ? 'long' : null
}

/** By name: the value to set, or null to take it away. */
export function changesOf(entries: readonly Entry[]): Record<string, string | null> {
  return Object.fromEntries(entries.map(({ name, value, remove }) => [name, remove ? null : value]))
}
