import { invalidArgument } from '../errors.ts'
import type { StoredObject } from '../store/object-rows.ts'
import { children, text, type XmlNode, type XmlValue } from '../xml.ts'
import { compareValues, fieldOf, type Value } from './fields.ts'

type Summary = (values: readonly Value[]) => XmlValue

const numbers = (values: readonly Value[]): readonly number[] => values.map(Number)
const sum = (values: readonly Value[]): number =>
  numbers(values).reduce((total, each) => total + each, 0)
const sorted = (values: readonly Value[]): readonly Value[] => [...values].sort(compareValues)

const summaries: Readonly<Record<string, Summary>> = {
  average: (values) => ({ Value: values.length === 0 ? 0 : sum(values) / values.length }),
  count: (values) => ({ Value: values.length }),
  distinct: (values) => ({ Value: new Set(values).size }),
  max: (values) => ({ Value: sorted(values).at(-1) }),
  min: (values) => ({ Value: sorted(values).at(0) }),
  sum: (values) => ({ Value: sum(values) }),
  group: (values) => {
    const counts = new Map<Value, number>()
    for (const value of sorted(values)) counts.set(value, (counts.get(value) ?? 0) + 1)
    return {
      Groups: { Group: [...counts].map(([value, count]) => ({ Value: value, Count: count })) },
    }
  },
}

/** What the request wants to know of all the objects that were found, instead of the objects. */
export function aggregate(wanted: XmlNode, found: readonly StoredObject[]): XmlValue {
  const aggregations = children(wanted, 'Aggregation').map((each) => {
    const field = text(each, 'Field') ?? ''
    const operation = text(each, 'Operation') ?? ''
    const read = fieldOf(field)
    const summarize = summaries[operation]
    if (read === null) throw invalidArgument('Unknown field.', 'Field', field)
    if (summarize === undefined) throw invalidArgument('Unknown operation.', 'Operation', operation)
    const values = found.map(read).filter((value) => value !== null)
    return { Field: field, Operation: operation, ...(summarize(values) as object) }
  })
  return { Aggregation: aggregations }
}
