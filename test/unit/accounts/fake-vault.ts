import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Vault } from '../../../electron/accounts/vault.ts'

/** A keychain that really encrypts, with a key that can be changed or taken away. */
export class TestVault implements Vault {
  available = true
  #key = randomBytes(32)

  changeKey(): void {
    this.#key = randomBytes(32)
  }

  info(): ReturnType<Vault['info']> {
    return this.available
      ? { available: true, backend: 'test', reason: null }
      : { available: false, backend: 'basic_text', reason: 'plain-text-backend' }
  }

  encrypt(text: string): Uint8Array {
    if (!this.available) throw new Error('no keychain')
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }

  decrypt(bytes: Uint8Array): string {
    if (!this.available) throw new Error('no keychain')
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  }
}
