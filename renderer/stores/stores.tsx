import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Api } from '../api.ts'
import { type AccountsState, type AccountsStore, createAccountsStore } from './accounts.ts'
import { type BrowserState, type BrowserStore, createBrowserStore } from './browser.ts'
import { type ClipboardState, type ClipboardStore, createClipboardStore } from './clipboard.ts'
import { createFileActions, type FileActions } from './file-actions.ts'
import { createOnlineStore, type OnlineState, type OnlineStore } from './online.ts'
import { createSettingsStore, type SettingsState, type SettingsStore } from './settings.ts'
import { createShellStore, type ShellState, type ShellStore } from './shell.ts'
import { createTransfersStore, type TransfersState, type TransfersStore } from './transfers.ts'
import { createTreeStore, type TreeState, type TreeStore } from './tree.ts'
import { createViews } from './views.ts'

export interface Stores {
  readonly api: Api
  readonly accounts: AccountsStore
  readonly browser: BrowserStore
  readonly clipboard: ClipboardStore
  readonly files: FileActions
  readonly online: OnlineStore
  readonly settings: SettingsStore
  readonly shell: ShellStore
  readonly transfers: TransfersStore
  readonly tree: TreeStore
}

export function createStores(api: Api): Stores {
  const views = createViews(api)
  const settings = createSettingsStore(api)
  return {
    api,
    accounts: createAccountsStore(api),
    browser: createBrowserStore(api, views),
    clipboard: createClipboardStore(),
    files: createFileActions(api, () => settings.getState().settings.conflict),
    online: createOnlineStore(api),
    settings,
    shell: createShellStore(),
    transfers: createTransfersStore(api),
    tree: createTreeStore(api, views),
  }
}

const context = createContext<Stores | null>(null)
export const StoresProvider = context.Provider

export function useStores(): Stores {
  const stores = useContext(context)
  if (!stores) throw new Error('no StoresProvider above this component')
  return stores
}

export function useApi(): Api {
  return useStores().api
}

export function useAccounts<T>(select: (state: AccountsState) => T): T {
  return useStore(useStores().accounts, select)
}

export function useBrowser<T>(select: (state: BrowserState) => T): T {
  return useStore(useStores().browser, select)
}

export function useHeld<T>(select: (state: ClipboardState) => T): T {
  return useStore(useStores().clipboard, select)
}

export function useOnline<T>(select: (state: OnlineState) => T): T {
  return useStore(useStores().online, select)
}

export function useSettings<T>(select: (state: SettingsState) => T): T {
  return useStore(useStores().settings, select)
}

export function useShell<T>(select: (state: ShellState) => T): T {
  return useStore(useStores().shell, select)
}

export function useTransfers<T>(select: (state: TransfersState) => T): T {
  return useStore(useStores().transfers, select)
}

export function useTree<T>(select: (state: TreeState) => T): T {
  return useStore(useStores().tree, select)
}
