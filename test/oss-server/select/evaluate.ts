import { textOfNumber } from './number-text.ts'
import { SqlError, type SqlExpression } from './sql.ts'

export type SqlValue = string | number | boolean | null | object

/** Gives the value of a column of the row at hand; undefined when there is none. */
export type ReadColumn = (path: readonly string[]) => SqlValue | undefined

export function evaluate(expression: SqlExpression, column: ReadColumn): SqlValue {
  switch (expression.kind) {
    case 'value':
      return expression.value
    case 'column':
      return textOfNumber(column(expression.path) ?? null)
    case 'not':
      return !isTrue(evaluate(expression.operand, column))
    case 'in': {
      const value = evaluate(expression.operand, column)
      return expression.list.some((item) => compare(value, evaluate(item, column)) === 0)
    }
    case 'cast':
      return cast(evaluate(expression.operand, column), expression.type)
    case 'call':
      return callScalar(expression.name, expression.args, column)
    case 'binary':
      return combine(expression, column)
  }
}

export function isTrue(value: SqlValue): boolean {
  return value === true || (typeof value === 'number' && value !== 0)
}

function combine(
  { operator, left, right }: Extract<SqlExpression, { kind: 'binary' }>,
  column: ReadColumn,
): SqlValue {
  const a = evaluate(left, column)
  if (operator === 'and') return isTrue(a) && isTrue(evaluate(right, column))
  if (operator === 'or') return isTrue(a) || isTrue(evaluate(right, column))
  const b = evaluate(right, column)
  if (operator === 'is') return a === b
  if (operator === 'like') return a !== null && likeness(String(b)).test(String(a))
  if (operator === '||') return `${a ?? ''}${b ?? ''}`
  const order = compare(a, b)
  switch (operator) {
    case '=':
      return order === 0
    case '!=':
    case '<>':
      return order !== null && order !== 0
    case '<':
      return order !== null && order < 0
    case '<=':
      return order !== null && order <= 0
    case '>':
      return order !== null && order > 0
    case '>=':
      return order !== null && order >= 0
    default:
      return calculate(operator, Number(a), Number(b))
  }
}

function calculate(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    default:
      throw new SqlError(`unknown operator ${operator}`)
  }
}

/** As numbers when one of them is a number; null when they cannot be compared. */
export function compare(a: SqlValue, b: SqlValue): number | null {
  if (a === null || b === null) return null
  if (typeof a === 'number' || typeof b === 'number') {
    const difference = Number(a) - Number(b)
    return a === '' || b === '' || Number.isNaN(difference) ? null : difference
  }
  const [first, second] = [String(a), String(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

function likeness(like: string): RegExp {
  const source = [...like].map((character) => {
    if (character === '%') return '.*'
    return character === '_' ? '.' : character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&')
  })
  return new RegExp(`^${source.join('')}$`, 's')
}

function cast(value: SqlValue, type: string): SqlValue {
  if (value === null) return null
  switch (type) {
    case 'int':
    case 'integer':
    case 'bigint':
      return castNumber(value, Math.trunc)
    case 'double':
    case 'float':
    case 'decimal':
      return castNumber(value, (number) => number)
    case 'bool':
    case 'boolean':
      return String(value).toLowerCase() === 'true'
    case 'string':
    case 'varchar':
      return String(value)
    case 'timestamp':
    case 'datetime':
      return Date.parse(String(value))
    default:
      throw new SqlError(`unknown type ${type}`)
  }
}

/** What is no number is null, so that sums and averages leave it out. */
function castNumber(value: SqlValue, shape: (number: number) => number): number | null {
  const number = value === '' ? Number.NaN : Number(value)
  return Number.isNaN(number) ? null : shape(number)
}

function callScalar(name: string, args: readonly SqlExpression[], column: ReadColumn): SqlValue {
  const [first] = args
  if (first === undefined || args.length !== 1) throw new SqlError(`${name} takes one value`)
  const value = evaluate(first, column)
  switch (name) {
    case 'lower':
      return value === null ? null : String(value).toLowerCase()
    case 'upper':
      return value === null ? null : String(value).toUpperCase()
    case 'length':
    case 'char_length':
      return value === null ? null : String(value).length
    default:
      throw new SqlError(`unknown function ${name}`)
  }
}
