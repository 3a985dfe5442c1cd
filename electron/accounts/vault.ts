import type { VaultInfo } from '../../shared/ipc/contract.ts'

/**
 * The system's keychain as a port. `encrypt` and `decrypt` throw when it is not at hand or when the
 * bytes were made with another key; they never fall back to something weaker.
 */
export interface Vault {
  info(): VaultInfo
  encrypt(text: string): Uint8Array
  decrypt(bytes: Uint8Array): string
}
