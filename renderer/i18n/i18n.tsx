import { createContext, type JSX, type ReactNode, useContext, useMemo } from 'react'
import { I18nProvider as AriaI18nProvider } from 'react-aria-components'
import { catalogFor } from '../../shared/i18n/catalogs.ts'
import type { Messages } from '../../shared/i18n/en.ts'
import { en } from '../../shared/i18n/en.ts'
import {
  formatBytes,
  formatCount,
  formatPercent,
  intlTag,
  type Locale,
} from '../../shared/i18n/format.ts'
import { fullDate, shortDate, upcomingDate } from './dates.ts'

interface I18n {
  readonly locale: Locale
  readonly messages: Messages
  readonly byteBase: 1000 | 1024
}

const context = createContext<I18n>({ locale: 'en', messages: en, byteBase: 1000 })

export interface I18nProviderProps {
  readonly locale: Locale
  /** `process.platform` of the main process: sizes follow the system's convention. */
  readonly platform: string
  readonly children: ReactNode
}

export function I18nProvider({ locale, platform, children }: I18nProviderProps): JSX.Element {
  const value = useMemo<I18n>(
    () => ({
      locale,
      messages: catalogFor(locale),
      byteBase: platform === 'win32' ? 1024 : 1000,
    }),
    [locale, platform],
  )
  return (
    <context.Provider value={value}>
      <AriaI18nProvider locale={intlTag(locale)}>{children}</AriaI18nProvider>
    </context.Provider>
  )
}

export function useMessages(): Messages {
  return useContext(context).messages
}

export function useLocale(): Locale {
  return useContext(context).locale
}

/** Bytes in a kilobyte as the system writes them. */
export function useByteBase(): 1000 | 1024 {
  return useContext(context).byteBase
}

export interface Format {
  count(count: number): string
  bytes(bytes: number): string
  percent(fraction: number): string
  /** Relative under a day; `iso` is ISO 8601. */
  date(iso: string): string
  fullDate(iso: string): string
  /** A moment to come, as short as it is clear; `ms` since the epoch. */
  upcoming(ms: number): string
}

export function useFormat(): Format {
  const { locale, messages, byteBase } = useContext(context)
  return useMemo(
    () => ({
      count: (count) => formatCount(locale, count),
      bytes: (bytes) => formatBytes(locale, bytes, byteBase),
      percent: (fraction) => formatPercent(locale, fraction),
      date: (iso) => shortDate(locale, messages.common.dates, new Date(iso), new Date()),
      fullDate: (iso) => fullDate(locale, new Date(iso)),
      upcoming: (ms) => upcomingDate(locale, new Date(ms), new Date()),
    }),
    [locale, messages, byteBase],
  )
}
