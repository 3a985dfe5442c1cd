import { compare, evaluate, isTrue, type ReadColumn, type SqlValue } from './evaluate.ts'
import { type SqlColumn, SqlError, type SqlExpression, type SqlQuery } from './sql.ts'

/** One row of an object. */
export interface SelectRow {
  readonly read: ReadColumn
  /** What `*` gives. */
  readonly whole: Selected
}

/** One row of the outcome, by column. */
export interface Selected {
  readonly names: readonly string[]
  readonly values: readonly SqlValue[]
  /** The JSON value that the row is, where it is one. */
  readonly json?: unknown
}

/** Rows that pass the filter, or the one row of aggregates. */
export function* runQuery(query: SqlQuery, rows: Iterable<SelectRow>): Generator<Selected> {
  const { columns, limit } = query
  if (query.where !== null && holdsAggregate(query.where)) {
    throw new SqlError('aggregates do not go into WHERE')
  }
  const summing = columns?.some((column) => isAggregate(column.expression)) ?? false
  const totals = summing ? (columns ?? []).map((column) => aggregateOf(column)) : []
  let found = 0
  for (const row of rows) {
    if (limit !== null && found >= limit) break
    if (query.where !== null && !isTrue(evaluate(query.where, row.read))) continue
    found += 1
    if (summing) for (const total of totals) total.add(row.read)
    else yield columns === null ? row.whole : project(columns, row.read)
  }
  if (!summing) return
  yield { names: (columns ?? []).map(nameOf), values: totals.map((total) => total.value()) }
}

function project(columns: readonly SqlColumn[], read: ReadColumn): Selected {
  return {
    names: columns.map(nameOf),
    values: columns.map((column) => evaluate(column.expression, read)),
  }
}

function nameOf({ expression, name }: SqlColumn, index: number): string {
  if (name !== null) return name
  return expression.kind === 'column' ? (expression.path.at(-1) ?? '') : `_${index + 1}`
}

const aggregates = ['count', 'sum', 'avg', 'min', 'max']

function isAggregate(
  expression: SqlExpression,
): expression is Extract<SqlExpression, { kind: 'call' }> {
  return expression.kind === 'call' && aggregates.includes(expression.name)
}

function holdsAggregate(expression: SqlExpression): boolean {
  if (isAggregate(expression)) return true
  if (expression.kind === 'binary') {
    return holdsAggregate(expression.left) || holdsAggregate(expression.right)
  }
  return 'operand' in expression && holdsAggregate(expression.operand)
}

interface Aggregate {
  add(read: ReadColumn): void
  value(): SqlValue
}

function aggregateOf({ expression }: SqlColumn): Aggregate {
  if (!isAggregate(expression)) throw new SqlError('columns and aggregates do not mix')
  const [argument] = expression.args
  if (argument === undefined) throw new SqlError(`${expression.name} takes one value`)
  let count = 0
  let sum = 0
  let least: SqlValue = null
  let most: SqlValue = null
  return {
    add: (read) => {
      const value = evaluate(argument, read)
      if (value === null) return
      count += 1
      sum += Number(value)
      if (least === null || Number(compare(value, least)) < 0) least = value
      if (most === null || Number(compare(value, most)) > 0) most = value
    },
    value: () => {
      switch (expression.name) {
        case 'count':
          return count
        case 'sum':
          return sum
        case 'avg':
          return count === 0 ? null : sum / count
        case 'min':
          return least
        default:
          return most
      }
    },
  }
}
