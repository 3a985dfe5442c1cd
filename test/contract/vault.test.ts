import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Vault } from '../../electron/accounts/vault.ts'
import { TestVault } from '../unit/accounts/fake-vault.ts'

/** One vault in one of its situations. */
interface Situation {
  readonly vault: Vault
  /** As after a new installation of the system: other keys, the same program. */
  changeKey(): void
}

const folder = mkdtempSync(join(tmpdir(), 'vault-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The app's own vault, on a keychain that is a file: `keychain` is that file or a defect. */
async function systemVault(keychain: string): Promise<Situation> {
  vi.resetModules()
  vi.stubEnv('ELECTRON_HOST_KEYCHAIN', keychain)
  vi.doMock('electron', async () => await import('../electron-host/safe-storage.ts'))
  const { createSystemVault } = await import('../../electron/app/vault.ts')
  const changeKey = (): void => {
    if (existsSync(keychain)) rmSync(keychain)
  }
  return { vault: createSystemVault('linux'), changeKey }
}

function testVault(available: boolean): Situation {
  const vault = new TestVault()
  vault.available = available
  return { vault, changeKey: () => vault.changeKey() }
}

const withKeychain: readonly [string, () => Promise<Situation>][] = [
  ['the system vault', () => systemVault(join(folder, randomBytes(4).toString('hex')))],
  ['the vault of the tests', async () => testVault(true)],
]
const withoutKeychain: readonly [string, () => Promise<Situation>][] = [
  ['the system vault without a keychain', () => systemVault('none')],
  ['the system vault with the constant key', () => systemVault('basic_text')],
  ['the vault of the tests without a keychain', async () => testVault(false)],
]

describe.each(withKeychain)('%s', (_name, make) => {
  test('says that it is at hand', async () => {
    expect((await make()).vault.info()).toMatchObject({ available: true, reason: null })
  })

  test.each(['secret', '密钥 🔑', ' ', 'x'.repeat(100_000)])(
    'gives back what it got',
    async (text) => {
      const { vault } = await make()
      const sealed = vault.encrypt(text)
      expect(vault.decrypt(sealed)).toBe(text)
      // As it comes back from a file.
      expect(vault.decrypt(new Uint8Array(sealed))).toBe(text)
    },
  )

  test('the bytes show nothing of the text and never repeat', async () => {
    const { vault } = await make()
    const [first, second] = [vault.encrypt('a long secret'), vault.encrypt('a long secret')]
    expect(Buffer.from(first).includes('secret')).toBe(false)
    expect(Buffer.compare(first, second)).not.toBe(0)
  })

  test('throws for bytes of another key, changed bytes and no bytes', async () => {
    const { vault, changeKey } = await make()
    const sealed = vault.encrypt('secret')
    const changed = Uint8Array.from(sealed)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    expect(() => vault.decrypt(changed)).toThrow()
    expect(() => vault.decrypt(new Uint8Array())).toThrow()
    changeKey()
    expect(() => vault.decrypt(sealed)).toThrow()
  })
})

describe.each(withoutKeychain)('%s', (_name, make) => {
  test('says why, and refuses instead of being weaker', async () => {
    const { vault } = await make()
    const info = vault.info()
    expect(info.available).toBe(false)
    expect(info.reason).not.toBeNull()
    expect(() => vault.encrypt('secret')).toThrow()
    expect(() => vault.decrypt(randomBytes(40))).toThrow()
  })
})
