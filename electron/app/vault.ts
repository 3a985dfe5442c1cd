import { safeStorage } from 'electron'
import type { VaultInfo } from '../../shared/ipc/contract.ts'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'

/**
 * Encrypts with the system's keychain, or refuses. Chromium's `basic_text` backend encrypts with a
 * constant that anybody can look up, so it counts as none: the person is asked instead.
 */
export interface SystemVault {
  info(): VaultInfo
  /** Throws `vault.unavailable`. */
  encrypt(text: string): Uint8Array
  /** Throws `vault.unavailable`, or `vault.unreadable` when another keychain wrote `bytes`. */
  decrypt(bytes: Uint8Array): string
}

/**
 * Needs a ready app. Electron would rather have its asynchronous functions used; these stay because
 * the backend that `getSelectedStorageBackend` names is theirs. What they wrote can be read by both.
 */
export function createSystemVault(platform: NodeJS.Platform = process.platform): SystemVault {
  const info = (): VaultInfo => {
    const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform
    if (!safeStorage.isEncryptionAvailable()) {
      return { available: false, backend, reason: 'no-keychain' }
    }
    return backend === 'basic_text'
      ? { available: false, backend, reason: 'plain-text-backend' }
      : { available: true, backend, reason: null }
  }
  const demand = (): void => {
    const { available, backend, reason } = info()
    if (available) return
    throw new FailureError(
      localFailure('vault.unavailable', `no keychain to encrypt with: ${reason}`, { backend }),
    )
  }
  return {
    info,
    encrypt: (text) => {
      demand()
      return safeStorage.encryptString(text)
    },
    decrypt: (bytes) => {
      demand()
      try {
        return safeStorage.decryptString(Buffer.from(bytes))
      } catch (cause) {
        throw new FailureError(
          localFailure('vault.unreadable', 'the keychain cannot read what was kept'),
          { cause },
        )
      }
    },
  }
}
