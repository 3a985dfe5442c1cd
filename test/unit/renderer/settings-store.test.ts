import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSettingsStore } from '../../../renderer/stores/settings.ts'
import { type SettingsPatch, settingsSchema } from '../../../shared/settings.ts'
import { fakeApi } from './fake-api.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function opened() {
  let stored = settingsSchema.parse({ layout: { treePx: 300 } })
  const fake = fakeApi({
    'settings.get': () => stored,
    'app.info': () => ({
      version: '1',
      platform: 'linux',
      locale: 'en',
      versions: {},
      notices: [],
    }),
    'settings.update': (patch: SettingsPatch) => {
      stored = settingsSchema.parse({ ...stored, ...patch })
      return stored
    },
  })
  return { fake, store: createSettingsStore(fake.api), stored: () => stored }
}

it('starts with the panes as they were left', async () => {
  const { store } = opened()
  await store.getState().load()
  expect(store.getState().layout.treePx).toBe(300)
})

it('stores a dragged pane once, when it stands still, and never jumps back meanwhile', async () => {
  const { fake, store, stored } = opened()
  await store.getState().load()
  for (const treePx of [310, 320, 330]) store.getState().arrange({ treePx })
  fake.push('settings.changed', stored())
  expect(store.getState().layout.treePx).toBe(330)
  await vi.runAllTimersAsync()
  expect(fake.calls.filter(([name]) => name === 'settings.update')).toHaveLength(1)
  expect(stored().layout).toEqual({ ...settingsSchema.parse({}).layout, treePx: 330 })
})
