/** What is left of a selection of prefixes and keys when each object is to be found only once. */
export function withoutOverlap(
  prefixes: readonly string[],
  keys: readonly string[],
): { readonly prefixes: readonly string[]; readonly keys: readonly string[] } {
  const outer: string[] = []
  for (const prefix of prefixes.toSorted(byUnits)) {
    const last = outer.at(-1)
    if (last === undefined || !prefix.startsWith(last)) outer.push(prefix)
  }
  const kept = new Set(outer)
  return {
    prefixes: [...new Set(prefixes)].filter((prefix) => kept.has(prefix)),
    keys: [...new Set(keys)].filter((key) => !isBelow(outer, key)),
  }
}

/** `outer`: in order, none below another; then only the last one not after the key can hold it. */
function isBelow(outer: readonly string[], key: string): boolean {
  let low = 0
  let high = outer.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((outer[middle] ?? '') <= key) low = middle + 1
    else high = middle
  }
  return low > 0 && key.startsWith(outer[low - 1] ?? '')
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
