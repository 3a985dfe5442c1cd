import { setTimeout as sleep } from 'node:timers/promises'
import { createOssClient, type OssClient } from '../../../electron/oss/client.ts'
import type { Operation } from '../../../electron/oss/operation.ts'
import type { ObjectFacts } from '../../../electron/oss/operations/object-facts.ts'
import { headObject, putObject } from '../../../electron/oss/operations/objects.ts'
import { listObjectVersions } from '../../../electron/oss/operations/versions.ts'
import { createSigner } from '../../../electron/oss/signer.ts'
import { createUndiciTransport } from '../../../electron/oss/transport-undici.ts'
import type { Credentials } from '../../../shared/accounts.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { parseEndpoint } from '../../../shared/oss/address.ts'
import type { SpecOf } from '../../../shared/transfer/kinds.ts'
import { defaultIdentity, type OssServer } from '../../oss-server/server.ts'
import { aliOss } from './ali-oss.ts'
import { accountId, bucket, type Desk, openDesk } from './desk.ts'

type CopySpec = SpecOf<'copy' | 'move'>
type CopyChange = Partial<Omit<CopySpec, 'source'>> & {
  readonly source?: Partial<CopySpec['source']>
}

/** A desk with a bucket, and short words for what is done to the objects in it. */
export interface Objects {
  readonly desk: Desk
  put(key: string, body: Buffer | string, headers?: Readonly<Record<string, string>>): Promise<void>
  facts(key: string, of?: string): Promise<ObjectFacts>
  /** As an independent client sees them, in order. */
  keys(of?: string, at?: OssServer): Promise<readonly string[]>
  stored(key: string, of?: string, at?: OssServer): Promise<Buffer>
  /** `key`, `key!` for a delete marker, newest first. */
  versions(): Promise<readonly string[]>
  keepVersions(): Promise<void>
  /** From the bucket into `to/` of it; answers the transfer's id. */
  start(kind: 'copy' | 'move', keys: readonly string[], change?: CopyChange): Promise<string>
  /** The codes of the failures of its items, in order; null for none. */
  codes(transferId: string): Promise<readonly (string | null)[]>
}

export async function openObjects(random?: () => number): Promise<Objects> {
  const desk = await openDesk({}, random)
  desk.server.createBucket({ name: bucket })
  const { client, server } = desk
  return {
    desk,
    put: async (key, body, headers = {}) => {
      await client.call(putObject, { bucket, key, body, headers })
    },
    facts: (key, of = bucket) => client.call(headObject, { bucket: of, key }),
    keys: async (of = bucket, at = server) => {
      const page = await reader(at, of).listV2({ 'max-keys': '1000' }, {})
      return (page.objects ?? []).map(({ name }) => name)
    },
    stored: async (key, of = bucket, at = server) =>
      (await reader(at, of).get(key)).content as Buffer,
    versions: async () => {
      const { versions } = await client.call(listObjectVersions, { bucket })
      return versions.map(({ key, kind }) => (kind === 'version' ? key : `${key}!`))
    },
    keepVersions: () => client.call(enableVersions, null),
    start: async (kind, keys, change = {}) => {
      const whole = { accountId, bucket, basePrefix: '', keys, prefixes: [] }
      const target = { accountId, bucket, prefix: 'to/', rename: null, conflict: 'ask' } as const
      const source = { ...whole, ...change.source }
      return (await desk.transfers.commands.add({ ...target, ...change, source, kind })).transferId
    },
    codes: async (transferId) =>
      (await desk.items(transferId)).map(({ failure }) => failure?.code ?? null),
  }
}

function reader({ url, store }: OssServer, of: string): ReturnType<typeof aliOss> {
  return aliOss(url, of, store.buckets.find(of)?.region)
}

/** Of the bucket. */
export const enableVersions: Operation<null, void> = {
  name: 'PutBucketVersioning',
  method: 'PUT',
  target: 'bucket',
  idempotent: true,
  request: () => ({
    bucket,
    query: { versioning: null },
    body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
    contentMd5: true,
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketversioning',
}

/**
 * Runs `hook` right before a request of the engine for the account is sent, the first time that the operation and key
 * are these and `skip` such requests have gone before.
 */
export function justBefore(
  desk: Desk,
  operation: string,
  key: string,
  hook: () => Promise<void>,
  { skip = 0, account = accountId } = {},
): void {
  let left = skip
  const client = desk.clients.get(account) ?? desk.client
  desk.clients.set(account, {
    callAll: (...args) => client.callAll(...args),
    call: async (called, input, options) => {
      const isIt = called.name === operation && (input as { key?: string }).key === key
      if (isIt && left-- === 0) await hook()
      return client.call(called, input, options)
    },
  })
}

/** Another account, on a server of its own or the desk's; `credentials` null = signed out. */
export interface Neighbour {
  readonly client: OssClient
  credentials: Credentials | null
  close(): Promise<void>
}

export function addAccount(desk: Desk, id: string, server: OssServer): Neighbour {
  const control = createUndiciTransport()
  const { accessKeyId, accessKeySecret } = defaultIdentity
  const region = 'cn-hangzhou'
  const client = createOssClient({
    endpoint: parseEndpoint({ kind: 'custom', host: server.url, region, cname: false }),
    signer: createSigner({ credentials: () => neighbour.credentials ?? signedOut() }),
    transport: control.transport,
    now: Date.now,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    userAgent: 'test',
  })
  const neighbour: Neighbour = {
    client,
    credentials: { kind: 'access-key', accessKeyId, accessKeySecret },
    close: () => control.close(),
  }
  desk.clients.set(id, client)
  return neighbour
}

function signedOut(): never {
  throw new FailureError(localFailure('client.credentials-missing', 'signed out'))
}
