import { en, type Messages } from './en.ts'
import type { Locale } from './format.ts'
import { zhCn } from './zh-cn.ts'

export function catalogFor(locale: Locale): Messages {
  return locale === 'zh-cn' ? zhCn : en
}
