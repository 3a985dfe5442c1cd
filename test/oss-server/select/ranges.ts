/** Both from 0 and inclusive. */
export interface LineRange {
  readonly first: number
  readonly last: number
}

/** `line-range=a-b` or `split-range=a-b`; the whole object is split 0. Null = every line. */
export function lineRange(text: string | null): LineRange | null {
  const match = /^(line|split)-range=(\d*)-(\d*)$/.exec(text ?? '')
  if (match === null) return null
  const first = Number(match[2])
  if (match[1] === 'split') return first === 0 ? null : { first: 0, last: -1 }
  return { first, last: match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]) }
}

/** The records that begin among these bytes (`bytes=a-b`), and the first one where it is the heading. */
export function recordsWithin(
  content: Buffer,
  range: string,
  recordEnd: string,
  headed: boolean,
): Buffer {
  const match = /^bytes=(\d+)-(\d*)$/.exec(range)
  if (match === null) return content
  const first = Number(match[1])
  const end = match[2] === '' ? content.byteLength : Number(match[2]) + 1
  const endBytes = Buffer.byteLength(recordEnd)
  const beginsAt = (at: number): number => {
    if (at === 0) return 0
    const before = content.indexOf(recordEnd, Math.max(0, at - endBytes))
    return before < 0 ? content.byteLength : before + endBytes
  }
  const body = content.subarray(beginsAt(first), beginsAt(end))
  return headed && first > 0 ? Buffer.concat([content.subarray(0, beginsAt(1)), body]) : body
}
