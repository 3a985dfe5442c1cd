import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type CredentialsProvider,
  environmentCredentials,
  staticCredentials,
} from '../../electron/oss/credentials.ts'
import { eachLiveChannel, eachUpload, eachVersion } from '../../electron/oss/iterate.ts'
import { deleteBucket, putBucket } from '../../electron/oss/operations/bucket.ts'
import { deleteMultipleObjects } from '../../electron/oss/operations/deleting.ts'
import { deleteLiveChannel } from '../../electron/oss/operations/live-channels.ts'
import { abortMultipartUpload } from '../../electron/oss/operations/multipart.ts'
import {
  createOssSession,
  type OssSession,
  type SessionOptions,
} from '../../electron/oss/session.ts'
import type { SignatureVersion } from '../../electron/oss/signer.ts'
import { parseEndpoint } from '../../shared/oss/address.ts'
import { defaultIdentity, startOssServer } from '../oss-server/server.ts'

/** A service that the whole client is tried on. */
export interface Target {
  readonly session: OssSession
  /** Those of the session, for what is signed outside of it. */
  readonly credentials: CredentialsProvider
  /** The service as everybody sees it. */
  readonly anonymous: OssSession
  /** A bucket of its own, empty and private; it is emptied and deleted at the end. */
  bucket(): Promise<string>
  close(): Promise<void>
}

export interface TargetKind {
  readonly name: string
  /** Not ours: nothing may be done there that cannot be undone. */
  readonly real: boolean
  start(): Promise<Target>
}

const embedded = (signature: SignatureVersion): TargetKind => ({
  name: `the embedded server with ${signature.toUpperCase()}`,
  real: false,
  start: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'oss-target-'))
    const server = await startOssServer({ dataDir })
    const choice = {
      kind: 'custom',
      host: server.url,
      region: server.region,
      cname: false,
    } as const
    const credentials = staticCredentials({ kind: 'access-key', ...defaultIdentity })
    return targetOf(
      { endpoint: parseEndpoint(choice), credentials, signature },
      'contract',
      async () => {
        await server.close()
        await rm(dataDir, { recursive: true })
      },
    )
  },
})

/** `OSS_TEST_BUCKET` begins the names of the buckets that are made, and deleted again. */
function realService(environment: NodeJS.ProcessEnv): readonly TargetKind[] {
  const { OSS_TEST_ENDPOINT: host, OSS_TEST_BUCKET: name, OSS_TEST_REGION: region } = environment
  if (!host || !name) return []
  const choice = { kind: 'custom', host, region: region ?? null, cname: false } as const
  const credentials = environmentCredentials(environment)
  const start = (): Promise<Target> =>
    Promise.resolve(targetOf({ endpoint: parseEndpoint(choice), credentials }, name))
  return [{ name: `the service at ${host}`, real: true, start }]
}

export const targets: readonly TargetKind[] = [
  embedded('v4'),
  embedded('v1'),
  ...realService(process.env),
]

function targetOf(
  options: Pick<SessionOptions, 'endpoint' | 'signature'> & {
    readonly credentials: CredentialsProvider
  },
  bucketPrefix: string,
  closed: () => Promise<void> = () => Promise.resolve(),
): Target {
  const parts = {
    now: Date.now,
    random: Math.random,
    sleep: (ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {}),
  }
  const application = 'oss-desk-contract'
  const session = createOssSession({ ...options, application }, parts)
  const anonymous = createOssSession({ ...options, credentials: null, application }, parts)
  const buckets: string[] = []
  return {
    session,
    credentials: options.credentials,
    anonymous,
    bucket: async () => {
      const bucket = `${bucketPrefix}-${randomBytes(4).toString('hex')}`
      await session.client.call(putBucket, { bucket })
      buckets.push(bucket)
      return bucket
    },
    close: async () => {
      for (const bucket of buckets) await remove(session, bucket)
      await session.close()
      await anonymous.close()
      await closed()
    },
  }
}

async function remove({ client }: OssSession, bucket: string): Promise<void> {
  for await (const upload of eachUpload(client, { bucket })) {
    await client.call(abortMultipartUpload, { bucket, ...upload })
  }
  for await (const channel of eachLiveChannel(client, { bucket })) {
    await client.call(deleteLiveChannel, { bucket, key: channel.name })
  }
  const objects: { key: string; versionId: string }[] = []
  for await (const { key, versionId } of eachVersion(client, { bucket })) {
    objects.push({ key, versionId })
  }
  for (let at = 0; at < objects.length; at += 1000) {
    const piece = objects.slice(at, at + 1000)
    await client.call(deleteMultipleObjects, { bucket, objects: piece, quiet: true })
  }
  await client.call(deleteBucket, { bucket })
}
