/** One spelling of a document whatever the order of its elements; absent and undefined are the same. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(ordered(value)) ?? 'null'
}

export function sameContent(left: unknown, right: unknown): boolean {
  return canonicalText(left) === canonicalText(right)
}

/** Elements without content are left out: the service makes no difference between `<A/>` lists and none. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== undefined && !(Array.isArray(child) && child.length === 0))
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([name, child]) => [name, ordered(child)]),
  )
}

/** A copy without the elements at these paths (`Rule.AtimeBase`); lists are passed through. */
export function withoutElements(value: unknown, paths: readonly string[]): unknown {
  return paths.reduce((result, path) => without(result, path.split('.')), value)
}

function without(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (Array.isArray(value)) return value.map((item) => without(item, path))
  if (name === undefined || typeof value !== 'object' || value === null) return value
  const { [name]: child, ...others } = value as Record<string, unknown>
  if (child === undefined) return value
  if (rest.length === 0) return others
  return { ...value, [name]: without(child, rest) }
}
