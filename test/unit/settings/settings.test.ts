import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SettingsStore } from '../../../electron/settings/settings.ts'
import { settingsPatchSchema, settingsSchema } from '../../../shared/settings.ts'

let folder: string
const open = (): Promise<SettingsStore> =>
  SettingsStore.open({ path: join(folder, 'settings.json'), now: () => 42 })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('starts with the defaults and writes nothing', async () => {
  expect((await open()).get()).toEqual(settingsSchema.parse({}))
  expect(await readdir(folder)).toEqual([])
})

test('a change is announced, survives a restart and leaves the other settings alone', async () => {
  const settings = await open()
  const heard: unknown[] = []
  settings.onChanged((value) => heard.push(value))
  await settings.update({ theme: 'dark' })
  await settings.update(settingsPatchSchema.parse({ connections: 3 }))
  const expected = { ...settingsSchema.parse({}), theme: 'dark', connections: 3 }
  expect((await open()).get()).toEqual(expected)
  expect(heard.at(-1)).toEqual(expected)
})

test('changes at the same time are all kept', async () => {
  const settings = await open()
  await Promise.all([
    settings.update({ theme: 'light' }),
    settings.update({ density: 'comfortable' }),
    settings.update({ language: 'zh-cn', theme: undefined }),
  ])
  expect((await open()).get()).toMatchObject({
    theme: 'light',
    density: 'comfortable',
    language: 'zh-cn',
  })
})

test.each(['{"theme": "da', '{"connections": 0}', '[]', ''])(
  'moves a file that says %j aside and uses the defaults',
  async (text) => {
    await writeFile(join(folder, 'settings.json'), text)
    expect((await open()).get()).toEqual(settingsSchema.parse({}))
    expect(await readFile(join(folder, 'settings.json.unreadable-42'), 'utf8')).toBe(text)
  },
)

test('keeps what it had when the change cannot be stored', async () => {
  const settings = await open()
  await rm(folder, { recursive: true })
  const heard: unknown[] = []
  settings.onChanged((value) => heard.push(value))
  await expect(settings.update({ theme: 'dark' })).rejects.toMatchObject({
    failure: { code: 'local.not-found' },
  })
  expect(settings.get().theme).toBe('system')
  expect(heard).toEqual([])
  await mkdir(folder)
})

test('refuses a patch with a setting that does not exist', () => {
  expect(settingsPatchSchema.safeParse({ colour: 'red' }).success).toBe(false)
})
