import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppInfo } from '../../shared/ipc/contract.ts'
import { type Settings, type SettingsPatch, settingsSchema } from '../../shared/settings.ts'
import type { Api } from '../api.ts'

export interface SettingsState {
  readonly settings: Settings
  /** null until the main process answered. */
  readonly app: AppInfo | null
  load(): Promise<void>
  update(patch: SettingsPatch): Promise<void>
}
export type SettingsStore = StoreApi<SettingsState>

export function createSettingsStore(api: Api): SettingsStore {
  return createStore<SettingsState>((set) => {
    api.on('settings.changed', (settings) => set({ settings }))
    return {
      settings: settingsSchema.parse({}),
      app: null,
      async load() {
        const [settings, app] = await Promise.all([api.call('settings.get'), api.call('app.info')])
        set({ settings, app })
      },
      async update(patch) {
        set({ settings: await api.call('settings.update', patch) })
      },
    }
  })
}
