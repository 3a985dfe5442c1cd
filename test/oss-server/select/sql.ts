import { type SqlToken, tokenize } from './sql-tokens.ts'

/** The SQL that the service understands of one object: a filter and a list of columns. */
export interface SqlQuery {
  /** Null = `*`. */
  readonly columns: readonly SqlColumn[] | null
  /** Path inside each JSON value, `contents[*]` → `['contents', '*']`. */
  readonly source: readonly string[]
  readonly alias: string
  readonly where: SqlExpression | null
  readonly limit: number | null
}

export interface SqlColumn {
  readonly expression: SqlExpression
  readonly name: string | null
}

export type SqlExpression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'column'; readonly path: readonly string[] }
  | { readonly kind: 'not'; readonly operand: SqlExpression }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: SqlExpression
      readonly right: SqlExpression
    }
  | {
      readonly kind: 'in'
      readonly operand: SqlExpression
      readonly list: readonly SqlExpression[]
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly SqlExpression[] }
  | { readonly kind: 'cast'; readonly operand: SqlExpression; readonly type: string }

/** Of the text of a query; never leaves this folder. */
export class SqlError extends Error {}

export function parseSql(text: string): SqlQuery {
  return new SqlParser(tokenize(text)).query()
}

/** Weakest first; each level binds tighter than the one before. */
const levels = [
  ['or'],
  ['and'],
  ['=', '!=', '<>', '<', '<=', '>', '>=', 'like', 'is', 'in', 'between', 'not'],
  ['+', '-', '||'],
  ['*', '/', '%'],
] as const

class SqlParser {
  readonly #tokens: readonly SqlToken[]
  #at = 0

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens
  }

  query(): SqlQuery {
    this.#expect('select')
    const columns = this.#take('*') ? null : this.#columns()
    this.#expect('from')
    const [root = '', ...source] = this.#path()
    if (root.toLowerCase() !== 'ossobject') throw new SqlError('the source is called ossobject')
    this.#take('as')
    const named = this.#peek()?.kind === 'name' && !this.#isWord('where', 'limit')
    const alias = named ? this.#name() : 'ossobject'
    const where = this.#take('where') ? this.#expression(0) : null
    const limit = this.#take('limit') ? this.#count() : null
    if (this.#peek() !== undefined) throw new SqlError(`unexpected ${this.#peek()?.text}`)
    return { columns, source, alias, where, limit }
  }

  #columns(): readonly SqlColumn[] {
    const columns: SqlColumn[] = []
    do {
      const expression = this.#expression(0)
      // Of several names the last one counts.
      let name: string | null = null
      while (this.#take('as')) name = this.#name()
      columns.push({ expression, name })
    } while (this.#take(','))
    return columns
  }

  #expression(level: number): SqlExpression {
    const operators: readonly string[] | undefined = levels[level]
    if (operators === undefined) return this.#unary()
    if (level === 2 && this.#take('not')) {
      return { kind: 'not', operand: this.#expression(level) }
    }
    let left = this.#expression(level + 1)
    for (;;) {
      const operator = this.#peek()?.text.toLowerCase()
      if (operator === undefined || this.#peek()?.kind === 'text') return left
      if (!operators.includes(operator)) return left
      this.#at += 1
      left = this.#combine(left, operator, level)
    }
  }

  #combine(left: SqlExpression, operator: string, level: number): SqlExpression {
    switch (operator) {
      case 'not':
        return { kind: 'not', operand: this.#combine(left, this.#next().text.toLowerCase(), level) }
      case 'is': {
        const negated = this.#take('not')
        const right = this.#expression(level + 1)
        const same = { kind: 'binary', operator: 'is', left, right } as const
        return negated ? { kind: 'not', operand: same } : same
      }
      case 'in':
        return { kind: 'in', operand: left, list: this.#list() }
      case 'between': {
        const low = this.#expression(level + 1)
        this.#expect('and')
        const high = this.#expression(level + 1)
        const above = { kind: 'binary', operator: '>=', left, right: low } as const
        const below = { kind: 'binary', operator: '<=', left, right: high } as const
        return { kind: 'binary', operator: 'and', left: above, right: below }
      }
      default:
        return { kind: 'binary', operator, left, right: this.#expression(level + 1) }
    }
  }

  #unary(): SqlExpression {
    const token = this.#next()
    if (token.kind === 'text') return { kind: 'value', value: token.text }
    if (token.kind === 'number') return { kind: 'value', value: Number(token.text) }
    if (token.text === '(') {
      const inner = this.#expression(0)
      this.#expect(')')
      return inner
    }
    if (token.text === '-') {
      const zero = { kind: 'value', value: 0 } as const
      return { kind: 'binary', operator: '-', left: zero, right: this.#unary() }
    }
    if (token.kind !== 'name') throw new SqlError(`unexpected ${token.text}`)
    const word = token.text.toLowerCase()
    if (word === 'null') return { kind: 'value', value: null }
    if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' }
    if (this.#peek()?.text === '(') return this.#call(word)
    this.#at -= 1
    return { kind: 'column', path: this.#path() }
  }

  #call(name: string): SqlExpression {
    if (name !== 'cast') return { kind: 'call', name, args: this.#list() }
    this.#expect('(')
    const operand = this.#expression(0)
    this.#expect('as')
    const type = this.#name().toLowerCase()
    this.#expect(')')
    return { kind: 'cast', operand, type }
  }

  #list(): readonly SqlExpression[] {
    this.#expect('(')
    if (this.#take(')')) return []
    const list: SqlExpression[] = []
    do {
      if (this.#take('*')) list.push({ kind: 'value', value: 1 })
      else list.push(this.#expression(0))
    } while (this.#take(','))
    this.#expect(')')
    return list
  }

  #path(): readonly string[] {
    const path = [this.#name()]
    for (;;) {
      if (this.#take('.')) path.push(this.#name())
      else if (this.#take('[')) {
        path.push(this.#next().text)
        this.#expect(']')
      } else return path
    }
  }

  #name(): string {
    const token = this.#next()
    if (token.kind === 'name') return token.text
    throw new SqlError(`a name was expected in place of ${token.text}`)
  }

  #count(): number {
    const token = this.#next()
    if (token.kind === 'number' && /^\d+$/.test(token.text)) return Number(token.text)
    throw new SqlError('LIMIT takes a whole number')
  }

  #peek(): SqlToken | undefined {
    return this.#tokens[this.#at]
  }

  #next(): SqlToken {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new SqlError('the query ends too early')
    this.#at += 1
    return token
  }

  #isWord(...words: readonly string[]): boolean {
    const token = this.#peek()
    return token !== undefined && token.kind !== 'text' && words.includes(token.text.toLowerCase())
  }

  #take(word: string): boolean {
    if (!this.#isWord(word)) return false
    this.#at += 1
    return true
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw new SqlError(`${word} was expected`)
  }
}
