/**
 * Percent-encoding as the service and its signatures want it: every byte of UTF-8 outside
 * `A-Z a-z 0-9 - _ . ~` becomes `%XX` in upper case. `encodeURIComponent` leaves `!'()*` alone,
 * which would make the signature differ from what the service computes.
 */
export function percentEncode(text: string): string {
  if (!/[^A-Za-z0-9\-_.~]/.test(text)) return text
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** As `percentEncode`, but `/` stays: for keys in paths. Segments such as `..` stay too. */
export function encodeKey(key: string): string {
  if (!/[^A-Za-z0-9\-_.~/]/.test(key)) return key
  return percentEncode(key).replaceAll('%2F', '/')
}

/**
 * The reverse. Bytes that are no UTF-8 become U+FFFD instead of an error, `%` without two hex digits
 * stays, and `+` stays a plus.
 */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => decodeRun(run))
  }
}

/** Bytes that `text` takes in UTF-8; a lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4
      index += 1
    } else bytes += 3
  }
  return bytes
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Decodes one run of escapes character by character, so that one bad byte spoils only itself. */
function decodeRun(run: string): string {
  let text = ''
  for (let index = 0; index < run.length; ) {
    const length = sequenceLength(Number.parseInt(run.slice(index + 1, index + 3), 16))
    const escapes = run.slice(index, index + length * 3)
    try {
      text += decodeURIComponent(escapes)
      index += escapes.length
    } catch {
      text += '\ufffd'
      index += 3
    }
  }
  return text
}

function sequenceLength(firstByte: number): number {
  if (firstByte >= 0xf0) return 4
  if (firstByte >= 0xe0) return 3
  return firstByte >= 0xc0 ? 2 : 1
}
