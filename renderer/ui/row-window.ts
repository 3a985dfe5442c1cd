/** Browsers lay nothing out below some 33 million px, or less than that in a window that is zoomed. */
const tallestPx = 8_000_000
/** Rows above and below what is seen, so that a quick turn of the wheel meets no gap. */
const overscan = 8

/** Which rows of a long list are in the document, and where. */
export interface RowWindow {
  /** Of the whole list, for its scroll bar. */
  readonly heightPx: number
  readonly first: number
  /** Included; below `first` when there are no rows. */
  readonly last: number
  /** A row lies at its index times its height, plus this. */
  readonly shiftPx: number
}

/**
 * Every row is `rowPx` high, so nothing is kept for those that are not seen. A list that would be
 * too tall has a shorter scroll bar: then a step of it passes more than it measures.
 */
export function rowWindow(
  count: number,
  rowPx: number,
  scrolledPx: number,
  viewportPx: number,
): RowWindow {
  const totalPx = count * rowPx
  const heightPx = Math.min(totalPx, tallestPx)
  const scrollable = heightPx - viewportPx
  const scrolled = Math.min(Math.max(0, scrolledPx), Math.max(0, scrollable))
  const topPx = scrollable > 0 ? (scrolled / scrollable) * (totalPx - viewportPx) : 0
  return {
    heightPx,
    first: Math.max(0, Math.floor(topPx / rowPx) - overscan),
    last: Math.min(count, Math.ceil((topPx + viewportPx) / rowPx) + overscan) - 1,
    shiftPx: scrolled - topPx,
  }
}
