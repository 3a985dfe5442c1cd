import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SafeStorage } from 'electron'

type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>

/**
 * Real encryption (AES-256-GCM) under a key that lies outside the app's data, in a file that only
 * this user may read. `ELECTRON_HOST_KEYCHAIN` names that file, or says what a test wants to see:
 * `none` = a system without a keychain, `basic_text` = one with Chromium's constant key.
 */
const choice = process.env.ELECTRON_HOST_KEYCHAIN ?? ''
export const keychainFile =
  choice !== '' && choice !== 'none' && choice !== 'basic_text'
    ? choice
    : join(homedir(), '.local', 'share', 'electron-host', 'keychain.key')

const prefix = Buffer.from('host1')

export const safeStorage = {
  isEncryptionAvailable: (): boolean => choice !== 'none',
  getSelectedStorageBackend: (): Backend => (choice === 'basic_text' ? 'basic_text' : 'unknown'),
  encryptString: (text: string): Buffer => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([prefix, iv, cipher.getAuthTag(), body])
  },
  decryptString: (encrypted: Buffer): string => {
    const bytes = Buffer.from(encrypted)
    if (!bytes.subarray(0, prefix.length).equals(prefix)) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage')
    }
    const rest = bytes.subarray(prefix.length)
    const decipher = createDecipheriv('aes-256-gcm', key(), rest.subarray(0, 12))
    decipher.setAuthTag(rest.subarray(12, 28))
    return Buffer.concat([decipher.update(rest.subarray(28)), decipher.final()]).toString('utf8')
  },
} satisfies Partial<SafeStorage>

function key(): Buffer {
  if (choice === 'none') throw new Error('safeStorage has no keychain here')
  if (!existsSync(keychainFile)) {
    mkdirSync(dirname(keychainFile), { recursive: true, mode: 0o700 })
    writeFileSync(keychainFile, randomBytes(32), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(keychainFile)
}
