import { SelectDataError } from './data-error.ts'
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
  /** Undefined = the row has no such column. */
  readonly values: readonly (SqlValue | undefined)[]
  /** The JSON value that the row is, where it is one. */
  readonly json?: unknown
}

/** What becomes of rows that lack a column of the query. */
export interface PartialRows {
  /** False = the column counts as null. */
  readonly skip: boolean
  readonly maxSkipped: number
}

/**
 * Rows that pass the filter, or the one row of aggregates. Throws `SqlError` before the first row,
 * `SelectDataError` at one that cannot be read.
 */
export function* runQuery(
  query: SqlQuery,
  rows: Iterable<SelectRow>,
  partial: PartialRows,
): Generator<Selected> {
  const { columns, limit } = query
  checkPlaces(query)
  const paths = partial.skip ? pathsOf(query) : []
  let skipped = 0
  const summing = columns?.some((column) => isAggregate(column.expression)) ?? false
  const totals = summing ? (columns ?? []).map((column) => aggregateOf(column)) : []
  let found = 0
  for (const row of rows) {
    if (limit !== null && found >= limit) break
    if (paths.some((path) => row.read(path) === undefined)) {
      skipped += 1
      if (skipped <= partial.maxSkipped) continue
      throw new SelectDataError('TooManySkippedRecords', 'Too many records lack a column.')
    }
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
    values: columns.map(({ expression }) =>
      expression.kind === 'column' ? read(expression.path) : evaluate(expression, read),
    ),
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

function checkPlaces({ where, columns }: SqlQuery): void {
  if (where !== null && [...walk(where)].some(isAggregate)) {
    throw new SqlError('aggregates do not go into WHERE')
  }
  for (const { expression } of columns ?? []) {
    for (const inner of walk(expression)) {
      const joins = inner.kind === 'binary' && inner.operator === '||'
      if (joins) throw new SqlError('|| goes into WHERE only')
    }
  }
}

function pathsOf({ where, columns }: SqlQuery): readonly (readonly string[])[] {
  const expressions = (columns ?? []).map(({ expression }) => expression)
  return [...expressions, ...(where === null ? [] : [where])]
    .flatMap((expression) => [...walk(expression)])
    .flatMap((expression) => (expression.kind === 'column' ? [expression.path] : []))
}

function* walk(expression: SqlExpression): Generator<SqlExpression> {
  yield expression
  if (expression.kind === 'binary') {
    yield* walk(expression.left)
    yield* walk(expression.right)
  }
  if ('operand' in expression) yield* walk(expression.operand)
  if (expression.kind === 'in') for (const item of expression.list) yield* walk(item)
  if (expression.kind === 'call') for (const item of expression.args) yield* walk(item)
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
