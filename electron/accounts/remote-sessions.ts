import type { OssClient } from '../oss/client.ts'
import type { Sessions, SigningService } from './sessions.ts'
import type { ClientParts } from './verify.ts'

/** Sessions of a worker thread: they hold no secret and ask the main thread to sign. */
export class RemoteSessions implements Sessions {
  readonly #signing: SigningService
  readonly #parts: ClientParts
  readonly #clients = new Map<string, Promise<OssClient>>()

  constructor(signing: SigningService, parts: ClientParts) {
    this.#signing = signing
    this.#parts = parts
  }

  client(accountId: string): Promise<OssClient> {
    const known = this.#clients.get(accountId)
    if (known) return known
    const client = this.#connect(accountId)
    this.#clients.set(accountId, client)
    // An account that is absent or locked now may be there later.
    client.catch(() => this.#clients.delete(accountId))
    return client
  }

  async #connect(accountId: string): Promise<OssClient> {
    return this.#parts.createClient({
      ...this.#parts,
      endpoint: await this.#signing.endpoint(accountId),
      signer: async (request) => (await this.#signing.sign(accountId, [request]))[0] ?? {},
      signAll: (requests) => this.#signing.sign(accountId, requests),
    })
  }
}
