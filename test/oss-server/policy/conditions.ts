import { BlockList, isIP } from 'node:net'
import type { Condition } from './statements.ts'
import { matchesPattern } from './wildcards.ts'

/** What conditions ask about; null = the request says nothing of it. Keys are compared in lower case. */
export type Facts = (key: string) => string | null

type Compare = (actual: string, wanted: string) => boolean

const numeric =
  (compare: (a: number, b: number) => boolean): Compare =>
  (actual, wanted) =>
    compare(Number(actual), Number(wanted))
const dated =
  (compare: (a: number, b: number) => boolean): Compare =>
  (actual, wanted) =>
    compare(Date.parse(actual), Date.parse(wanted))
const sameText: Compare = (actual, wanted) => actual === wanted
const sameWord: Compare = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()

/** Each of them holds when one of the values fits. */
const positive: Readonly<Record<string, Compare>> = {
  StringEquals: sameText,
  StringEqualsIgnoreCase: sameWord,
  StringLike: (actual, wanted) => matchesPattern(wanted, actual),
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
  DateEquals: dated((a, b) => a === b),
  DateLessThan: dated((a, b) => a < b),
  DateLessThanEquals: dated((a, b) => a <= b),
  DateGreaterThan: dated((a, b) => a > b),
  DateGreaterThanEquals: dated((a, b) => a >= b),
  Bool: sameWord,
  IpAddress: isInside,
}

/** Each of them holds when none of the values fits. */
const negative: Readonly<Record<string, Compare>> = {
  StringNotEquals: sameText,
  StringNotEqualsIgnoreCase: sameWord,
  StringNotLike: (actual, wanted) => matchesPattern(wanted, actual),
  NumericNotEquals: numeric((a, b) => a === b),
  DateNotEquals: dated((a, b) => a === b),
  NotIpAddress: isInside,
}

/** https://www.alibabacloud.com/help/en/ram/conditional-operator */
export function isKnownOperator(operator: string): boolean {
  return operator in positive || operator in negative
}

/** What the request says nothing of is equal to nothing. */
export function holds({ operator, key, values }: Condition, facts: Facts): boolean {
  const actual = facts(key.toLowerCase())
  const fits = positive[operator]
  if (fits !== undefined) return actual !== null && values.some((wanted) => fits(actual, wanted))
  const differs = negative[operator]
  if (differs === undefined) return false
  return actual === null || !values.some((wanted) => differs(actual, wanted))
}

/** `wanted` is an address, or a range as in `10.0.0.0/8`. */
function isInside(actual: string, wanted: string): boolean {
  const [network = '', length] = wanted.split('/')
  const version = isIP(network)
  if (version === 0 || isIP(actual) !== version) return false
  const family = version === 6 ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  if (length === undefined) list.addAddress(network, family)
  else list.addSubnet(network, Number(length), family)
  return list.check(actual, family)
}
