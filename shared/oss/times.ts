/**
 * The forms of time that the service speaks, to and from milliseconds since the epoch. Reading
 * answers null for what is no such time.
 */

/** `Fri, 24 Feb 2012 06:07:48 GMT`: headers. Whole seconds; parts of one are cut off. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString()
}

/** `2012-02-24T08:43:07.000Z`: documents. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString()
}

/** `20250101T000000Z`: signatures of version 4. */
export function compactDate(ms: number): string {
  return `${isoDate(ms).slice(0, 19).replace(/[-:]/g, '')}Z`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function parseHttpDate(text: string): number | null {
  const form =
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/
  const [, day, month, year, clock] = form.exec(text.trim()) ?? []
  const index = months.indexOf(month ?? '') + 1
  if (index === 0) return null
  return parseIsoDate(`${year}-${String(index).padStart(2, '0')}-${day}T${clock}Z`)
}

/** With or without a fraction of the second, always UTC. Days that no month has are none. */
export function parseIsoDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text)) return null
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || isoDate(ms).slice(0, 19) !== text.slice(0, 19)) return null
  return ms
}
