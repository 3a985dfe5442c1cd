import { invalidArgument } from '../errors.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { compareValues, fieldOf, type Value } from './fields.ts'

export type Test = (object: StoredObject) => boolean

interface Parsed {
  readonly Field?: unknown
  readonly Value?: unknown
  readonly Operation?: unknown
  readonly SubQueries?: unknown
}

const comparisons: Readonly<Record<string, (actual: Value, wanted: Value) => boolean>> = {
  eq: (actual, wanted) => compareValues(actual, wanted) === 0,
  gt: (actual, wanted) => compareValues(actual, wanted) > 0,
  gte: (actual, wanted) => compareValues(actual, wanted) >= 0,
  lt: (actual, wanted) => compareValues(actual, wanted) < 0,
  lte: (actual, wanted) => compareValues(actual, wanted) <= 0,
  match: (actual, wanted) => String(actual).toLowerCase().includes(String(wanted).toLowerCase()),
  prefix: (actual, wanted) => String(actual).startsWith(String(wanted)),
}

/** The `Query` of a request: one comparison, or some of them joined with and, or, not. */
export function readCondition(text: string): Test {
  if (text.trim() === '') return () => true
  try {
    return toTest(JSON.parse(text) as Parsed, text)
  } catch (error) {
    if (error instanceof SyntaxError) throw refused(text)
    throw error
  }
}

function toTest(parsed: Parsed, text: string): Test {
  const { Field, Value: given, Operation, SubQueries } = parsed
  if (typeof Operation !== 'string') throw refused(text)
  if (Array.isArray(SubQueries)) {
    const tests = SubQueries.map((each) => toTest(each as Parsed, text))
    if (Operation === 'and') return (object) => tests.every((test) => test(object))
    if (Operation === 'or') return (object) => tests.some((test) => test(object))
    if (Operation === 'not') return (object) => !tests.some((test) => test(object))
    throw refused(text)
  }
  const read = fieldOf(String(Field))
  const compare = comparisons[Operation]
  if (read === null || compare === undefined) throw refused(text)
  return (object) => {
    const actual = read(object)
    if (actual === null) return false
    return compare(actual, typeof actual === 'number' ? Number(given) : String(given ?? ''))
  }
}

function refused(text: string): Error {
  return invalidArgument('The query is not valid.', 'Query', text)
}
