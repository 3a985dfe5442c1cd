import { intlTag, type Locale } from '../../shared/i18n/format.ts'

export interface DateWords {
  today(time: string): string
  yesterday(time: string): string
}

const dayMs = 24 * 60 * 60 * 1000

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** "Today 09:12", "Yesterday 18:40", otherwise the day in numbers or words of the locale. */
export function shortDate(locale: Locale, words: DateWords, date: Date, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMs)
  if (days === 0) return words.today(timeOfDay(locale, date))
  if (days === 1) return words.yesterday(timeOfDay(locale, date))
  return new Intl.DateTimeFormat(intlTag(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(date)
}

/** A moment to come: "18:00" today, "Monday 18:00" within a week, otherwise with its date. */
export function upcomingDate(locale: Locale, date: Date, now: Date): string {
  const days = Math.round((startOfDay(date) - startOfDay(now)) / dayMs)
  if (days === 0) return timeOfDay(locale, date)
  const day: Intl.DateTimeFormatOptions =
    days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' }
  const text = new Intl.DateTimeFormat(intlTag(locale), day).format(date)
  return `${text} ${timeOfDay(locale, date)}`
}

/** Date, time and zone in full, for the hover. */
export function fullDate(locale: Locale, date: Date): string {
  return new Intl.DateTimeFormat(intlTag(locale), {
    dateStyle: 'full',
    timeStyle: 'medium',
  }).format(date)
}

function timeOfDay(locale: Locale, date: Date): string {
  return new Intl.DateTimeFormat(intlTag(locale), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date)
}
