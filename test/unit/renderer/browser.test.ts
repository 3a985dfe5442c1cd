import { describe, expect, it, vi } from 'vitest'
import { createBrowserStore } from '../../../renderer/stores/browser.ts'
import { rowAt } from '../../../renderer/stores/pages.ts'
import type { Place } from '../../../renderer/stores/place.ts'
import { createViews } from '../../../renderer/stores/views.ts'
import { fakeListing, file, folder } from './fake-listing.ts'

const top: Place = { accountId: 'a', bucket: 'b', prefix: '' }
const trip: Place = { ...top, prefix: 'trip/' }

async function opened(count: number, place: Place = top) {
  const names = Array.from({ length: count }, (_, index) => `f${String(index).padStart(5, '0')}`)
  const fake = fakeListing([folder('trip/'), ...names.map(file)])
  const store = createBrowserStore(fake.api, createViews(fake.api))
  await store.getState().open(place)
  await vi.waitFor(() => expect(store.getState().total).toBe(count + 1))
  return { fake, store }
}

describe('browser store', () => {
  it('loads only the pages that are needed', async () => {
    const { fake, store } = await opened(10_000)
    store.getState().need(5000, 5040)
    await vi.waitFor(() => expect(rowAt(store.getState().pages, 5001)?.key).toBe('f05000'))
    expect(fake.calls.filter(([name]) => name === 'catalog.window')).toHaveLength(2)
  })

  it('selects rows that are not loaded', async () => {
    const { store } = await opened(10_000)
    await store.getState().selectAll()
    expect(store.getState().selected.size).toBe(10_001)
    expect(store.getState().selected.get('trip/')).toBe('folder')
    store.getState().focusRow(1, 'only')
    store.getState().focusRow(4000, 'range')
    await vi.waitFor(() => expect(store.getState().selected.size).toBe(4000))
    expect(store.getState().selected.has('f03999')).toBe(true)
  })

  it('keeps selection and focus on their rows when a refresh adds others', async () => {
    const { fake, store } = await opened(3)
    store.getState().focusRow(2, 'only')
    fake.rows = [folder('trip/'), file('a-new'), ...fake.rows.slice(1)]
    fake.revision = 2
    const viewId = store.getState().status?.viewId ?? ''
    fake.push('catalog.changed', fake.status(viewId))
    await vi.waitFor(() => expect(store.getState().total).toBe(5))
    expect(rowAt(store.getState().pages, store.getState().focused)?.key).toBe('f00001')
    expect([...store.getState().selected.keys()]).toEqual(['f00001'])
  })

  it('goes back and up to the folder that it came from', async () => {
    const { store } = await opened(3)
    await store.getState().open(trip)
    expect(store.getState().back).toEqual([top])
    await store.getState().goUp()
    expect(store.getState().place).toEqual(top)
    await vi.waitFor(() => expect(store.getState().focused).toBe(0))
    await store.getState().goBack()
    expect(store.getState().place).toEqual(trip)
    await store.getState().goForward()
    expect(store.getState().place).toEqual(top)
  })

  it('closes every view but the one that it shows', async () => {
    const { fake, store } = await opened(3)
    await Promise.all([store.getState().open(trip), store.getState().open({ ...top, bucket: 'c' })])
    const named = (name: string) => fake.calls.filter(([call]) => call === name).length
    await vi.waitFor(() => expect(named('catalog.open') - named('catalog.close')).toBe(1))
    expect(store.getState().place?.bucket).toBe('c')
  })

  it.each(['told', 'finding out'])('opens its view again after a restart (%s)', async (how) => {
    const { fake, store } = await opened(1000)
    store.getState().need(600, 640)
    await vi.waitFor(() => expect(rowAt(store.getState().pages, 600)).toBeDefined())
    store.getState().focusRow(620, 'only')
    const lost = store.getState().status?.viewId
    fake.forgetViews()
    fake.revision = 2
    if (how === 'told') fake.push('catalog.restarted', null)
    else await store.getState().refresh()
    await vi.waitFor(() => expect(store.getState().pages.get(3)?.revision).toBe(2))
    expect(store.getState().status?.viewId).not.toBe(lost)
    expect(store.getState().failure).toBeNull()
    expect(store.getState().focused).toBe(620)
    expect([...store.getState().selected.keys()]).toEqual(['f00619'])
  })

  it('finds the next name by its first letters', async () => {
    const { store } = await opened(500)
    expect(await store.getState().find('f0030')).toBe(301)
    expect(await store.getState().find('t')).toBe(0)
    expect(await store.getState().find('zzz')).toBeNull()
  })

  it('shows the failure of a folder that cannot be listed', async () => {
    const fake = fakeListing([])
    const failure = { code: 'AccessDenied', retryable: false, details: {} } as never
    const api = { ...fake.api, call: () => Promise.reject(failure) }
    const store = createBrowserStore(api, createViews(api))
    await store.getState().open(top)
    expect(store.getState().failure?.code).toBe('AccessDenied')
    expect(store.getState().opening).toBe(false)
  })
})
