import type { MenuItemConstructorOptions } from 'electron'
import { app, Menu } from 'electron'
import { en } from '../../shared/i18n/en.ts'
import { localeFor } from '../../shared/i18n/format.ts'
import { zhCn } from '../../shared/i18n/zh-cn.ts'
import type { Settings } from '../../shared/settings.ts'

type MenuTexts = typeof en.menu
const separator: MenuItemConstructorOptions = { type: 'separator' }

/**
 * The menu bar in the app's language. Its entries are roles of the system, so copy, paste and undo
 * work in every text field; on macOS they work only because this menu exists.
 */
export function setMenu(
  language: Settings['language'],
  platform: NodeJS.Platform = process.platform,
): void {
  const locale = language === 'system' ? localeFor(app.getLocale()) : language
  const texts = locale === 'zh-cn' ? zhCn.menu : en.menu
  const mac = platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [appMenu(texts)] : []),
      {
        label: texts.file,
        submenu: [
          mac ? { role: 'close', label: texts.closeWindow } : { role: 'quit', label: texts.quit },
        ],
      },
      editMenu(texts),
      viewMenu(texts),
      ...(mac ? [windowMenu(texts)] : []),
    ]),
  )
}

function appMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    label: texts.app,
    submenu: [
      { role: 'about', label: texts.about },
      separator,
      { role: 'hide', label: texts.hide },
      { role: 'hideOthers', label: texts.hideOthers },
      { role: 'unhide', label: texts.showAll },
      separator,
      { role: 'quit', label: texts.quit },
    ],
  }
}

function editMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    label: texts.edit,
    submenu: [
      { role: 'undo', label: texts.undo },
      { role: 'redo', label: texts.redo },
      separator,
      { role: 'cut', label: texts.cut },
      { role: 'copy', label: texts.copy },
      { role: 'paste', label: texts.paste },
      { role: 'selectAll', label: texts.selectAll },
    ],
  }
}

function viewMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    label: texts.view,
    submenu: [
      { role: 'resetZoom', label: texts.actualSize },
      { role: 'zoomIn', label: texts.zoomIn },
      { role: 'zoomOut', label: texts.zoomOut },
      separator,
      { role: 'togglefullscreen', label: texts.fullScreen },
    ],
  }
}

function windowMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return { label: texts.window, submenu: [{ role: 'minimize', label: texts.minimize }] }
}
