import { accounts } from './en/accounts.ts'
import { browser } from './en/browser.ts'
import { common } from './en/common.ts'
import { config } from './en/config.ts'
import { errors } from './en/errors.ts'
import { menu } from './en/menu.ts'
import { objects } from './en/objects.ts'
import { receipt } from './en/receipt.ts'
import { settings } from './en/settings.ts'
import { transfers } from './en/transfers.ts'

/** Texts by screen. Functions take values already formatted for the locale, plus the count. */
export const en = {
  accounts,
  browser,
  common,
  config,
  errors,
  menu,
  objects,
  receipt,
  settings,
  transfers,
}
export type Messages = typeof en
