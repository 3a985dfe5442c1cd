import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SigningService } from '../../../electron/accounts/sessions.ts'
import { createOssClient, type OssClient } from '../../../electron/oss/client.ts'
import { createSigner } from '../../../electron/oss/signer.ts'
import { createUndiciTransport } from '../../../electron/oss/transport-undici.ts'
import type { ObjectsChanged } from '../../../electron/transfer/changed-prefixes.ts'
import { createTransfers, type Transfers } from '../../../electron/transfer/create.ts'
import { LaneSet } from '../../../electron/transfer/data-plane/data-plane.ts'
import { startLaneHere } from '../../../electron/transfer/data-plane/in-thread.ts'
import type { TransferLimits } from '../../../electron/transfer/limits.ts'
import type { Credentials } from '../../../shared/accounts.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'
import { settingsSchema, type TransferChoices } from '../../../shared/settings.ts'
import { isFinished } from '../../../shared/transfer/state.ts'
import type { ItemRow, TransferRow, TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { defaultIdentity, type OssServer, startOssServer } from '../../oss-server/server.ts'

export const accountId = 'account'
export const bucket = 'desk-bucket'

/** Small parts, so that small files have several. */
export const smallLimits: TransferLimits = {
  singleBytes: 128 * 1024,
  partSizeOf: () => 100 * 1024,
  copyBytes: 200 * 1024,
  copyPartSizeOf: () => 120 * 1024,
}

export interface Desk {
  readonly server: OssServer
  /** A folder of this test alone. */
  readonly folder: string
  readonly client: OssClient
  /** Of accounts other than `accountId`. */
  readonly clients: Map<string, OssClient>
  readonly changed: ObjectsChanged[]
  readonly snapshots: TransfersSnapshot[]
  transfers: Transfers
  /** null = signed out. */
  credentials: Credentials | null
  /** Ends the engine as if the program quit, and starts another one on the same queue. */
  restart(): Promise<void>
  row(transferId: string): Promise<TransferRow>
  items(transferId: string): Promise<readonly ItemRow[]>
  /** Waits until `condition` holds of the row. */
  until(transferId: string, condition: (row: TransferRow) => boolean): Promise<TransferRow>
  finished(transferId: string): Promise<TransferRow>
  close(): Promise<void>
}

/**
 * The engine in this thread, against a server of its own. `random`: what back-off waits by; 0 waits
 * for nothing but what the service asks for.
 */
export async function openDesk(
  choices: Partial<TransferChoices> = {},
  random: () => number = Math.random,
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'transfer-'))
  const server = await startOssServer({ dataDir: join(folder, 'server'), minPartSizeBytes: 1024 })
  const control = createUndiciTransport()
  const endpoint = parseEndpoint({
    kind: 'custom',
    host: server.url,
    region: 'cn-hangzhou',
    cname: false,
  })
  const credentials: Credentials = {
    kind: 'access-key',
    accessKeyId: defaultIdentity.accessKeyId,
    accessKeySecret: defaultIdentity.accessKeySecret,
  }
  const signer = createSigner({ credentials: () => desk.credentials ?? signedOut() })
  const client = createOssClient({
    endpoint,
    signer,
    transport: control.transport,
    now: Date.now,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    userAgent: 'test',
  })
  const changed: ObjectsChanged[] = []
  const snapshots: TransfersSnapshot[] = []
  const start = (): Transfers =>
    createTransfers({
      dbPath: join(folder, 'queue.db'),
      sessions: { client: async (id) => desk.clients.get(id) ?? client },
      plane: new LaneSet(1, startLaneHere),
      choices: settingsSchema.parse({ connections: 4, ...choices }),
      limits: smallLimits,
      random,
      onSnapshot: (snapshot) => snapshots.push(snapshot),
      onObjectsChanged: (event) => changed.push(event),
      onQueueBroken: (failure) => {
        throw failure
      },
    })
  const desk: Desk = {
    server,
    folder,
    client,
    clients: new Map(),
    changed,
    snapshots,
    credentials,
    transfers: start(),
    restart: async () => {
      await desk.transfers.stop()
      desk.transfers = start()
    },
    row: (transferId) => rowOf(desk, transferId),
    items: async (transferId) => {
      const window = { transferId, show: 'all', offset: 0, count: 500 } as const
      return (await desk.transfers.commands.items(window)).rows
    },
    until: async (transferId, condition) => {
      for (;;) {
        const row = await rowOf(desk, transferId)
        if (condition(row)) return row
        await sleep(5)
      }
    },
    finished: (transferId) => desk.until(transferId, (row) => isFinished(row.state)),
    close: async () => {
      await desk.transfers.stop()
      await control.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return desk
}

/** What the main thread offers to workers, for tests that start real ones. */
export function signingOf(desk: Desk): SigningService {
  const { url } = desk.server
  return {
    endpoint: async () =>
      parseEndpoint({ kind: 'custom', host: url, region: 'cn-hangzhou', cname: false }),
    sign: (_accountId, requests) =>
      Promise.all(
        requests.map(createSigner({ credentials: () => desk.credentials ?? signedOut() })),
      ),
  }
}

async function rowOf(desk: Desk, transferId: string): Promise<TransferRow> {
  const { transfers } = await desk.transfers.commands.snapshot()
  const row = transfers.find(({ id }) => id === transferId)
  if (!row) throw new Error(`no row of transfer ${transferId}`)
  return row
}

function signedOut(): never {
  throw new FailureError(localFailure('client.credentials-missing', 'signed out'))
}
