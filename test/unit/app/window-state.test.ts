import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  defaultWindowState,
  minimumSize,
  onScreen,
  parseWindowState,
  readWindowState,
  writeWindowState,
} from '../../../electron/app/window-state.ts'

const display = { x: 0, y: 0, width: 1920, height: 1080 }

test('what was written is read back, and nothing else is left in the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'window-'))
  const file = join(folder, 'window.json')
  const state = { x: 40, y: 60, width: 1000, height: 700, maximized: true }
  await writeWindowState(file, state)
  expect(readWindowState(file)).toEqual(state)
  expect(await readdir(folder)).toEqual(['window.json'])
  await rm(folder, { recursive: true })
  expect(readWindowState(file)).toEqual(defaultWindowState)
})

test('whatever the file holds, the window can be used', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const state = parseWindowState(value)
      expect(state.width).toBeGreaterThanOrEqual(minimumSize.width)
      expect(state.height).toBeGreaterThanOrEqual(minimumSize.height)
    }),
  )
})

test('a position on a display that is gone is dropped, its size is kept', () => {
  const there = { x: 100, y: 100, width: 1000, height: 700, maximized: false }
  expect(onScreen(there, [display])).toEqual(there)
  for (const away of [{ x: 2500 }, { x: -990 }, { y: -200 }, { y: 1060 }]) {
    const state = { ...there, ...away }
    expect(onScreen(state, [display])).toEqual({ width: 1000, height: 700, maximized: false })
  }
})
