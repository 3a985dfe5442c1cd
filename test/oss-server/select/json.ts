import type { SqlValue } from './evaluate.ts'
import type { Selected, SelectRow } from './run-query.ts'
import type { SqlQuery } from './sql.ts'

/** The JSON values of an object: one, or one on each line. Throws SyntaxError. */
export function readJson(text: string, lines: boolean): readonly unknown[] {
  if (!lines) return [JSON.parse(text)]
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
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
        return (found ?? null) as SqlValue
      },
    }))
}

function descend(value: unknown, path: readonly string[]): readonly unknown[] {
  const [step, ...rest] = path
  if (step === undefined) return [value]
  if (step === '*') {
    return Array.isArray(value) ? value.flatMap((item) => descend(item, rest)) : []
  }
  if (typeof value !== 'object' || value === null) return []
  const child = (value as Record<string, unknown>)[step]
  return child === undefined ? [] : descend(child, rest)
}

function wholeOf(json: unknown): Selected {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { names: ['_1'], values: [json as SqlValue], json }
  }
  return { names: Object.keys(json), values: Object.values(json) as SqlValue[], json }
}

export function writeJson(row: Selected, recordEnd: string): string {
  const object = Object.fromEntries(row.names.map((name, index) => [name, row.values[index]]))
  return JSON.stringify(row.json ?? object) + recordEnd
}
