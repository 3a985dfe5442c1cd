import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppInfo } from '../../shared/ipc/contract.ts'
import {
  type Layout,
  type Settings,
  type SettingsPatch,
  settingsSchema,
} from '../../shared/settings.ts'
import type { Api } from '../api.ts'

export interface SettingsState {
  readonly settings: Settings
  /** null until the main process answered. */
  readonly app: AppInfo | null
  /** That of this window: ahead of the stored one while a pane is dragged. */
  readonly layout: Layout
  load(): Promise<void>
  update(patch: SettingsPatch): Promise<void>
  /** Shows at once, and is stored when it stood still for a moment. */
  arrange(change: Partial<Layout>): void
}
export type SettingsStore = StoreApi<SettingsState>

const standStillMs = 300

export function createSettingsStore(api: Api): SettingsStore {
  return createStore<SettingsState>((set, get) => {
    let storing: ReturnType<typeof setTimeout> | undefined
    api.on('settings.changed', (settings) => set({ settings }))
    const settings = settingsSchema.parse({})
    return {
      settings,
      layout: settings.layout,
      app: null,
      async load() {
        const [settings, app] = await Promise.all([api.call('settings.get'), api.call('app.info')])
        set({ settings, app, layout: settings.layout })
      },
      async update(patch) {
        set({ settings: await api.call('settings.update', patch) })
      },
      arrange(change) {
        set({ layout: { ...get().layout, ...change } })
        clearTimeout(storing)
        storing = setTimeout(() => {
          // What could not be stored still holds until the window closes.
          get()
            .update({ layout: get().layout })
            .catch(() => undefined)
        }, standStillMs)
      },
    }
  })
}
