import type { Messages } from './en.ts'
import { accounts } from './zh-cn/accounts.ts'
import { browser } from './zh-cn/browser.ts'
import { common } from './zh-cn/common.ts'
import { config } from './zh-cn/config.ts'
import { errors } from './zh-cn/errors.ts'
import { menu } from './zh-cn/menu.ts'
import { objects } from './zh-cn/objects.ts'
import { receipt } from './zh-cn/receipt.ts'
import { settings } from './zh-cn/settings.ts'
import { transfers } from './zh-cn/transfers.ts'

export const zhCn: Messages = {
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
