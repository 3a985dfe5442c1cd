import type { Endpoint } from '../../shared/oss/address.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import type { OssClient } from '../oss/client.ts'
import {
  createSigner,
  type SignatureHeaders,
  type Signer,
  type UnsignedRequest,
} from '../oss/signer.ts'
import type { AccountsStore } from './accounts.ts'
import type { Sessions, SigningService } from './sessions.ts'
import type { ClientParts } from './verify.ts'

/** Sessions of the main thread, where the secrets are; also signs for the worker threads. */
export class LocalSessions implements Sessions, SigningService {
  readonly #accounts: AccountsStore
  readonly #parts: ClientParts
  readonly #clients = new Map<string, OssClient>()

  constructor(accounts: AccountsStore, parts: ClientParts) {
    this.#accounts = accounts
    this.#parts = parts
    accounts.onRemoved((accountId) => this.#clients.delete(accountId))
  }

  async client(accountId: string): Promise<OssClient> {
    // Asked every time: an account may have been removed or its session may have ended.
    this.#accounts.credentials(accountId)
    const known = this.#clients.get(accountId)
    if (known) return known
    const client = this.#parts.createClient({
      ...this.#parts,
      endpoint: await this.endpoint(accountId),
      signer: this.#signer(accountId),
    })
    this.#clients.set(accountId, client)
    return client
  }

  async endpoint(accountId: string): Promise<Endpoint> {
    return parseEndpoint(this.#accounts.record(accountId).endpoint)
  }

  sign(
    accountId: string,
    requests: readonly UnsignedRequest[],
  ): Promise<readonly SignatureHeaders[]> {
    return Promise.all(requests.map(this.#signer(accountId)))
  }

  #signer(accountId: string): Signer {
    return createSigner({ credentials: () => this.#accounts.credentials(accountId) })
  }
}
