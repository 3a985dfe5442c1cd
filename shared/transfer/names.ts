/**
 * The name for one more copy: `photo.jpg` → `photo (2).jpg`. The number goes before the last
 * extension; a leading dot starts no extension.
 */
export function numberedName(name: string, number: number): string {
  const dot = name.lastIndexOf('.')
  const end = dot > 0 ? dot : name.length
  return `${name.slice(0, end)} (${number})${name.slice(end)}`
}

/** The same for the last segment of a key. */
export function numberedKey(key: string, number: number): string {
  const start = key.lastIndexOf('/') + 1
  return key.slice(0, start) + numberedName(key.slice(start), number)
}
