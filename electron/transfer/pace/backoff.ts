const baseMs = 500
const capMs = 60_000

/**
 * Full jitter: a random wait below a bound that doubles with every try, so that many files that
 * failed together do not come back together. `asked` is what the service wants at least.
 */
export function backoffMs(attempts: number, random: () => number, asked: number | null): number {
  const bound = Math.min(capMs, baseMs * 2 ** Math.min(attempts, 20))
  return (asked ?? 0) + Math.floor(random() * bound)
}
