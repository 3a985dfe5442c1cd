import type { Messages } from '../../../shared/i18n/en.ts'
import type { ListingRow } from '../../../shared/objects.ts'
import { maxKeyBytes } from '../../../shared/oss/limits.ts'

/** Why something in this folder cannot have that name, or null. */
export function nameProblem(
  prefix: string,
  name: string,
  kind: ListingRow['kind'],
): keyof Messages['browser']['newFolder']['check'] | null {
  if (name === '') return 'empty'
  if (/[/\\]/.test(name)) return 'slash'
  if (name === '.' || name === '..') return 'dots'
  if (/\p{Cc}/u.test(name)) return 'control'
  const key = `${prefix}${name}${kind === 'folder' ? '/' : ''}`
  return new TextEncoder().encode(key).length > maxKeyBytes ? 'tooLong' : null
}
