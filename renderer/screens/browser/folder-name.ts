import type { Messages } from '../../../shared/i18n/en.ts'
import { maxKeyBytes } from '../../../shared/oss/limits.ts'

/** Why a name cannot be that of a new folder here, or null. */
export function folderNameProblem(
  prefix: string,
  name: string,
): keyof Messages['browser']['newFolder']['check'] | null {
  if (name === '') return 'empty'
  if (/[/\\]/.test(name)) return 'slash'
  if (name === '.' || name === '..') return 'dots'
  if (/\p{Cc}/u.test(name)) return 'control'
  const bytes = new TextEncoder().encode(`${prefix}${name}/`).length
  return bytes > maxKeyBytes ? 'tooLong' : null
}
