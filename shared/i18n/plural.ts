/** English plurals; Chinese has one form and needs none of this. `#` is not replaced: callers format. */
export function plural(count: number, one: string, other: string): string {
  return count === 1 ? one : other
}
