import type { SqlValue } from './evaluate.ts'
import { isNumberText, keepNumberText } from './number-text.ts'
import type { Selected, SelectRow } from './run-query.ts'
import type { SqlQuery } from './sql.ts'

/** The JSON values of an object: one, or many with blanks or commas between. Throws SyntaxError. */
export function readJson(text: string, many: boolean, numbersAsText: boolean): readonly unknown[] {
  const parse = (json: string): unknown =>
    JSON.parse(json, numbersAsText ? keepNumberText : undefined)
  if (!many) return [parse(text)]
  const values: unknown[] = []
  for (let start = 0; start < text.length; ) {
    const gap = /[\s,]*/y
    gap.lastIndex = start
    gap.test(text)
    if (gap.lastIndex === text.length) break
    const end = endOfValue(text, gap.lastIndex)
    values.push(parse(text.slice(gap.lastIndex, end)))
    start = end
  }
  return values
}

/** Where the brackets that open at `start` are closed; of a bare value, the end of its line. */
function endOfValue(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[[{]|[\]}]|\n/gs
  token.lastIndex = start
  let depth = 0
  for (;;) {
    const match = token.exec(text)
    if (match === null) return text.length
    if (match[0] === '[' || match[0] === '{') depth += 1
    else if (match[0] === ']' || match[0] === '}') depth -= 1
    else if (match[0] !== '\n') continue
    if (depth === 0) return match[0] === '\n' ? match.index : token.lastIndex
  }
}

export function jsonRows(values: readonly unknown[], query: SqlQuery): readonly SelectRow[] {
  const { source, alias } = query
  return values
    .flatMap((value) => descend(value, source))
    .map((json) => ({
      whole: wholeOf(json),
      read: (path) => {
        const inner = path[0] === alias || path[0]?.toLowerCase() === 'ossobject'
        const [found] = descend(json, inner ? path.slice(1) : path)
        return found as SqlValue | undefined
      },
    }))
}

function descend(value: unknown, path: readonly string[]): readonly unknown[] {
  const [step, ...rest] = path
  if (step === undefined) return [value]
  if (step === '*') {
    return Array.isArray(value) ? value.flatMap((item) => descend(item, rest)) : []
  }
  if (typeof value !== 'object' || value === null || isNumberText(value)) return []
  const child = (value as Record<string, unknown>)[step]
  return child === undefined ? [] : descend(child, rest)
}

function wholeOf(json: unknown): Selected {
  const single = Array.isArray(json) || isNumberText(json)
  if (typeof json !== 'object' || json === null || single) {
    return { names: ['_1'], values: [json as SqlValue], json }
  }
  return { names: Object.keys(json), values: Object.values(json) as SqlValue[], json }
}

export function writeJson(row: Selected, recordEnd: string): string {
  const object = Object.fromEntries(row.names.map((name, index) => [name, row.values[index]]))
  // Slashes stand escaped in what the service writes.
  return JSON.stringify(row.json ?? object).replaceAll('/', '\\/') + recordEnd
}
