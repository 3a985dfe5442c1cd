import { intlTag, type Locale } from '../../i18n/format.ts'

/** "a, b, and c"; in Chinese "a、b、c", which stands well between Latin words. */
export function listOf(
  locale: Locale,
  parts: readonly string[],
  join: 'and' | 'or' = 'and',
): string {
  if (locale === 'zh-cn') return parts.join('、')
  const type = join === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(intlTag(locale), { type }).format(parts)
}

/** A day as people write it; rules know days in UTC only. */
export function dayOf(locale: Locale, timestamp: string): string {
  const time = Date.parse(timestamp)
  if (!Number.isFinite(time)) return timestamp
  return new Intl.DateTimeFormat(intlTag(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(
    time,
  )
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** "1 hour, 30 minutes": exact, zero units left out. */
export function durationOf(locale: Locale, seconds: number): string {
  let rest = seconds
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0 || (unit === 'second' && parts.length === 0)) {
      const format = { style: 'unit', unit, unitDisplay: 'long' } as const
      parts.push(new Intl.NumberFormat(intlTag(locale), format).format(count))
    }
  }
  return new Intl.ListFormat(intlTag(locale), { type: 'unit' }).format(parts)
}
