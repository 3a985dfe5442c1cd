/** Locale-aware texts for numbers, sizes, dates and durations. Pure: the caller gives the time. */

export const locales = ['en', 'zh-cn'] as const
export type Locale = (typeof locales)[number]

/** BCP 47 tag for `Intl`. */
export function intlTag(locale: Locale): string {
  return locale === 'zh-cn' ? 'zh-CN' : 'en'
}

/** The catalog for a system language: any Chinese gets Simplified Chinese, the rest English. */
export function localeFor(systemLanguage: string): Locale {
  return systemLanguage.toLowerCase().startsWith('zh') ? 'zh-cn' : 'en'
}

export function formatCount(locale: Locale, count: number): string {
  return new Intl.NumberFormat(intlTag(locale)).format(count)
}

const sizeUnits = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/**
 * `base` 1000 is the convention of macOS and Linux desktops, 1024 that of Windows; both write KB.
 * Three significant digits at most, so columns stay narrow.
 */
export function formatBytes(locale: Locale, bytes: number, base: 1000 | 1024 = 1000): string {
  let value = bytes
  let unit = 0
  while (value >= base && unit < sizeUnits.length - 1) {
    value /= base
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  const number = new Intl.NumberFormat(intlTag(locale), { maximumFractionDigits: digits })
  return `${number.format(value)} ${sizeUnits[unit]}`
}

export function formatPercent(locale: Locale, fraction: number): string {
  return new Intl.NumberFormat(intlTag(locale), {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(fraction)
}
