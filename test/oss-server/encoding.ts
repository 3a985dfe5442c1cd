/** Text whose every character is one byte of the UTF-8 form; what headers carry and hashes take. */
export type ByteString = string

export function toByteString(value: string): ByteString {
  return Buffer.from(value, 'utf8').toString('latin1')
}

export function fromByteString(value: ByteString): string {
  return Buffer.from(value, 'latin1').toString('utf8')
}

/** Null when the bytes are no UTF-8 or a `%` is not followed by two hex digits. */
export function percentDecode(encoded: string, plusIsSpace = false): string | null {
  const source = plusIsSpace ? encoded.replaceAll('+', ' ') : encoded
  try {
    return decodeURIComponent(source)
  } catch {
    return null
  }
}

/** Everything but `A-Z a-z 0-9 - _ . ~` as upper-case `%XX`. */
export function percentEncode(value: string, keepSlash = false): string {
  const encoded = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return keepSlash ? encoded.replaceAll('%2F', '/') : encoded
}

/** `20250101T000000Z` → milliseconds since the epoch, or null. */
export function parseBasicTime(value: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value)
  if (match === null) return null
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? null : time
}

/** XML times have seconds only: `2012-02-24T08:43:07.000Z`. */
export function isoSeconds(timeMs: number): string {
  return new Date(Math.floor(timeMs / 1000) * 1000).toISOString()
}

export function httpDate(timeMs: number): string {
  return new Date(timeMs).toUTCString()
}
