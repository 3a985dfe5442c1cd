/** Index that a navigation key leads to, or null when the key is none. */
export function indexAfterKey(
  key: string,
  at: { readonly focused: number; readonly count: number; readonly page: number },
): number | null {
  const target = targetOf(key, at)
  return target === null ? null : Math.max(0, Math.min(at.count - 1, target))
}

function targetOf(
  key: string,
  { focused, count, page }: { focused: number; count: number; page: number },
): number | null {
  switch (key) {
    case 'ArrowDown':
      return focused + 1
    case 'ArrowUp':
      return focused - 1
    case 'PageDown':
      return focused + page
    case 'PageUp':
      return focused - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** The letter that a key press types, or null for commands. */
export function typedCharacter(event: {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  return [...event.key].length === 1 && event.key !== ' ' ? event.key : null
}
