import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { AccountsStore } from '../../../electron/accounts/accounts.ts'
import { LocalSessions } from '../../../electron/accounts/local-sessions.ts'
import { type ClientParts, createVerify } from '../../../electron/accounts/verify.ts'
import { createOssClient, type OssClient } from '../../../electron/oss/client.ts'
import { putObject } from '../../../electron/oss/operations/objects.ts'
import { createUndiciTransport } from '../../../electron/oss/transport-undici.ts'
import type { AccountDraft } from '../../../shared/accounts.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../../oss-server/server.ts'
import { TestVault } from '../../unit/accounts/fake-vault.ts'

/** A server and the services of the main thread, all real but the keychain and the clock. */
export interface Desk {
  readonly server: OssServer
  readonly folder: string
  readonly accounts: AccountsStore
  readonly sessions: LocalSessions
  readonly vault: TestVault
  /** Sign-in with the server's default identity. */
  draft(change?: Partial<AccountDraft>): AccountDraft
  put(bucket: string, keys: readonly string[], body?: string): Promise<void>
  /** Milliseconds by which this computer's clock is wrong. */
  setClockErrorMs(ms: number): void
  close(): Promise<void>
}

export async function openDesk(
  options: Omit<Parameters<typeof startOssServer>[0], 'dataDir'> = {},
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  await mkdir(join(folder, 'user'))
  const server = await startOssServer({ ...options, dataDir: join(folder, 'server') })
  const { transport, close } = createUndiciTransport()
  let errorMs = 0
  const now = (): number => Date.now() + errorMs
  const parts: ClientParts = {
    createClient: createOssClient,
    transport,
    now,
    random: () => 0,
    sleep: async (ms, signal) => await delay(ms, undefined, { signal }),
    userAgent: 'test',
  }
  const vault = new TestVault()
  const accounts = await AccountsStore.open({
    path: join(folder, 'user', 'accounts.json'),
    vault,
    now,
    newId: randomUUID,
    verify: createVerify(parts),
  })
  const sessions = new LocalSessions(accounts, parts)
  const client = new LazyClient(sessions, accounts)
  return {
    ...{ server, folder, accounts, sessions, vault },
    draft: (change) => ({ ...draftFor(server), ...change }),
    put: async (bucket, keys, body = 'x') => {
      const queue = [...keys]
      const one = async (): Promise<void> => {
        for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
          await (await client.get()).call(putObject, { bucket, key, body })
        }
      }
      await Promise.all(Array.from({ length: 16 }, one))
    },
    setClockErrorMs: (ms) => {
      errorMs = ms
    },
    close: async () => {
      await close()
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

function draftFor(server: OssServer): AccountDraft {
  const { accessKeyId, accessKeySecret } = defaultIdentity
  return {
    name: 'Test',
    endpoint: { kind: 'custom', host: server.url, region: server.region, cname: false },
    credentials: { kind: 'access-key', accessKeyId, accessKeySecret },
    preset: null,
    keep: 'keychain',
  }
}

/** The client of the first account, whichever test made it. */
class LazyClient {
  readonly #sessions: LocalSessions
  readonly #accounts: AccountsStore

  constructor(sessions: LocalSessions, accounts: AccountsStore) {
    this.#sessions = sessions
    this.#accounts = accounts
  }

  get(): Promise<OssClient> {
    return this.#sessions.client(this.#accounts.list()[0]?.id ?? 'none')
  }
}
