import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Flusher } from '../../../electron/transfer/data-plane/flusher.ts'
import { writeSmall } from '../../../electron/transfer/data-plane/small-file.ts'
import { publish } from '../../../electron/transfer/run/publish.ts'

/** What the calls throw on file systems without hard links; null = they work. */
let linkError: string | null = null

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  const linkSync: typeof real.linkSync = (...args) => {
    if (linkError) throw Object.assign(new Error(linkError), { code: linkError })
    real.linkSync(...args)
  }
  return { ...real, linkSync }
})
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const link: typeof real.link = async (...args) => {
    if (linkError) throw Object.assign(new Error(linkError), { code: linkError })
    await real.link(...args)
  }
  return { ...real, link }
})

const flusher = new Flusher()
let folder: string
let tempPath: string
let targetPath: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-'))
  tempPath = join(folder, '.temp')
  targetPath = join(folder, 'target.txt')
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = new TextEncoder().encode('new')
const put = {
  'a small file': async (replace: boolean): Promise<boolean> => {
    const size = { sizeBytes: 3, modifiedAt: '2020-01-01T00:00:00.000Z' }
    try {
      const task = { kind: 'fetch', tempPath, targetPath, ...size, replace } as const
      await writeSmall(task, bytes, (file) => flusher.flush(file))
      return true
    } catch (error) {
      expect(error).toMatchObject({ failure: { code: 'FileAlreadyExists' } })
      return false
    }
  },
  'a file in parts': async (replace: boolean): Promise<boolean> => {
    await writeFile(tempPath, bytes)
    const published = await publish(tempPath, targetPath, replace)
    if (!published) await rm(tempPath)
    return published
  },
}

for (const [what, write] of Object.entries(put)) {
  for (const code of [null, 'EPERM', 'ENOTSUP']) {
    test(`${what} gets its name and never another's (links: ${code ?? 'yes'})`, async () => {
      linkError = code
      expect(await write(false)).toBe(true)
      expect(await readdir(folder)).toEqual(['target.txt'])
      expect(await readFile(targetPath, 'utf8')).toBe('new')
      await writeFile(targetPath, 'mine')
      expect(await write(false)).toBe(false)
      expect(await readFile(targetPath, 'utf8')).toBe('mine')
      expect(await write(true)).toBe(true)
      expect(await readFile(targetPath, 'utf8')).toBe('new')
      expect(await readdir(folder)).toEqual(['target.txt'])
    })
  }
}
