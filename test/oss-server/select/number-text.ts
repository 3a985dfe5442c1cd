import type { SqlValue } from './evaluate.ts'

/** A number of a JSON text that keeps all its digits; `JSON.stringify` writes them as they are. */
interface NumberText {
  readonly rawJSON: string
}

/** Part of Node, though not of the types of the language yet. */
const json = JSON as unknown as {
  readonly rawJSON: (text: string) => NumberText
  readonly isRawJSON: (value: unknown) => value is NumberText
}

/** A reviver for `JSON.parse`. */
export function keepNumberText(
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  return typeof value === 'number' ? json.rawJSON(context?.source ?? String(value)) : value
}

export function isNumberText(value: unknown): boolean {
  return json.isRawJSON(value)
}

/** Of a number that was kept as text, the text; anything else as it is. */
export function textOfNumber(value: SqlValue): SqlValue {
  return json.isRawJSON(value) ? value.rawJSON : value
}
