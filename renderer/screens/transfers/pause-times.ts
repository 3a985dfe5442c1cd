const hourMs = 3_600_000
const eveningHour = 20
const morningHour = 8

/** Moments until which people pause, soonest first, in ms since the epoch. */
export function pauseTimes(nowMs: number): readonly number[] {
  const now = new Date(nowMs)
  const at = (days: number, hour: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour).getTime()
  const times = [nowMs + hourMs, at(0, eveningHour), at(1, morningHour)]
  return times.filter((ms) => ms >= nowMs + hourMs).sort((a, b) => a - b)
}

/** As `<input type="datetime-local">` writes it, in local time. */
export function localInput(ms: number): string {
  const date = new Date(ms)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
