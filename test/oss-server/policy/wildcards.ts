const known = new Map<string, RegExp>()
const maxKnown = 1000

/** `*` stands for any characters, none included, `?` for one; everything else for itself. */
export function matchesPattern(pattern: string, text: string): boolean {
  let expression = known.get(pattern)
  if (expression === undefined) {
    const source = [...pattern].map((character) => {
      if (character === '*') return '.*'
      return character === '?' ? '.' : character.replace(/[\\^$.|+()[\]{}]/, '\\$&')
    })
    expression = new RegExp(`^${source.join('')}$`, 'su')
    if (known.size >= maxKnown) known.clear()
    known.set(pattern, expression)
  }
  return expression.test(text)
}
