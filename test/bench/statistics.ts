/** One line of the bench's result; peer fields are null where there is nothing to compare with. */
export interface Measure {
  readonly id: string
  /** Median of the runs, or the worst of them. */
  readonly value: number
  readonly unit: 's' | 'ms' | '/s' | 'GB/s' | 'MB' | 'bytes'
  readonly peer: string | null
  readonly peerValue: number | null
  /** value / peerValue: below 1 = better than the peer where the unit is a time, above 1 elsewhere. */
  readonly ratio: number | null
  readonly runs: readonly number[]
}

/** Of an even number of values: the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  if (upper === undefined || lower === undefined) throw new RangeError('median of nothing')
  return (lower + upper) / 2
}

export function measure(
  id: string,
  unit: Measure['unit'],
  runs: readonly number[],
  peer: { readonly name: string; readonly runs: readonly number[] } | null,
): Measure {
  const value = round(median(runs))
  const peerValue = peer ? round(median(peer.runs)) : null
  return {
    id,
    value,
    unit,
    peer: peer?.name ?? null,
    peerValue,
    ratio: peerValue ? round(value / peerValue) : null,
    runs: runs.map(round),
  }
}

/** Where one bad moment counts. */
export function worst(id: string, unit: Measure['unit'], runs: readonly number[]): Measure {
  return { ...measure(id, unit, runs, null), value: round(Math.max(...runs)) }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

export function table(measures: readonly Measure[]): string {
  const head = ['id', 'value', 'peer', 'ratio', 'runs']
  const rows = measures.map((one) => [
    one.id,
    `${one.value} ${one.unit}`,
    one.peer === null ? '' : `${one.peer} ${one.peerValue} ${one.unit}`,
    one.ratio === null ? '' : String(one.ratio),
    one.runs.join(' '),
  ])
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [head, ...rows].map(line).join('\n')
}
