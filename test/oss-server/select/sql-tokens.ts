export interface SqlToken {
  readonly kind: 'name' | 'number' | 'text' | 'sign'
  readonly text: string
}

const pattern =
  /\s*(?:'((?:[^']|'')*)'|"([^"]+)"|(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|<>|!=|\|\||[-+*/%=<>(),.[\]])|('?\s*;?\s*$)|(.))/uy

/** A lone quote at the very end is let be. What fits nothing becomes a sign of its own, on which the grammar then fails. */
export function tokenize(text: string): readonly SqlToken[] {
  const tokens: SqlToken[] = []
  pattern.lastIndex = 0
  for (;;) {
    const match = pattern.exec(text)
    if (match === null || match[6] !== undefined) return tokens
    const [, quoted, identifier, number, word, sign, , other] = match
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll("''", "'") })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (identifier !== undefined) tokens.push({ kind: 'name', text: identifier })
    else if (word !== undefined) tokens.push({ kind: 'name', text: word })
    else tokens.push({ kind: 'sign', text: sign ?? other ?? '' })
  }
}
