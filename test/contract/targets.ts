import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, type RequestInit, type Response, fetch as undiciFetch } from 'undici'
import type { OssClient } from '../../electron/oss/client.ts'
import {
  type CredentialsProvider,
  environmentCredentials,
  staticCredentials,
} from '../../electron/oss/credentials.ts'
import { eachLiveChannel, eachUpload, eachVersion } from '../../electron/oss/iterate.ts'
import { createLinkSession } from '../../electron/oss/link-session.ts'
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
  /** Whoever has a link and nothing else. */
  byLink(url: string): OssSession
  /** For addresses that somebody was given: no client of ours. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** A bucket of its own, empty and private; it is emptied and deleted at the end. */
  bucket(): Promise<string>
  close(): Promise<void>
}

export interface TargetKind {
  readonly name: string
  /** Not ours: nothing may be done there that cannot be undone. */
  readonly real: boolean
  /** Names of the operations that were called there. */
  readonly called: Set<string>
  start(): Promise<Target>
}

type Style = 'path' | 'virtual host'

/** Names of the service's own hosts lead to the embedded server. */
const toLoopback: LookupFunction = (_, options, found) => {
  const address = { address: '127.0.0.1', family: 4 }
  if (options.all) found(null, [address])
  else found(null, address.address, address.family)
}

function embedded(signature: SignatureVersion, style: Style): TargetKind {
  const called = new Set<string>()
  const start = async (): Promise<Target> => {
    const dataDir = await mkdtemp(join(tmpdir(), 'oss-target-'))
    const server = await startOssServer({ dataDir })
    const host =
      style === 'path' ? server.url : `http://oss-${server.region}.aliyuncs.com:${server.port}`
    const choice = { kind: 'custom', host, region: server.region, cname: false } as const
    const credentials = staticCredentials({ kind: 'access-key', ...defaultIdentity })
    const endpoint = parseEndpoint(choice)
    const closed = async (): Promise<void> => {
      await server.close()
      await rm(dataDir, { recursive: true })
    }
    const options = { endpoint, credentials, signature, lookup: toLoopback }
    return targetOf(options, 'contract', called, closed)
  }
  return {
    name: `the embedded server with ${signature.toUpperCase()} by ${style}`,
    real: false,
    called,
    start,
  }
}

/** `OSS_TEST_BUCKET` begins the names of the buckets that are made, and deleted again. */
function realService(environment: NodeJS.ProcessEnv): readonly TargetKind[] {
  const { OSS_TEST_ENDPOINT: host, OSS_TEST_BUCKET: name, OSS_TEST_REGION: region } = environment
  if (!host || !name) return []
  const choice = { kind: 'custom', host, region: region ?? null, cname: false } as const
  const endpoint = parseEndpoint(choice)
  const credentials = environmentCredentials(environment)
  return (['v4', 'v1'] as const).map((signature) => {
    const called = new Set<string>()
    const options = { endpoint, credentials, signature }
    return {
      name: `the service at ${host} with ${signature.toUpperCase()}`,
      real: true,
      called,
      start: () => Promise.resolve(targetOf(options, name, called)),
    }
  })
}

/** The service itself refuses path style. */
export const targets: readonly TargetKind[] = [
  embedded('v4', 'path'),
  embedded('v1', 'path'),
  embedded('v4', 'virtual host'),
  embedded('v1', 'virtual host'),
  ...realService(process.env),
]

function targetOf(
  options: Pick<SessionOptions, 'endpoint' | 'signature' | 'lookup'> & {
    readonly credentials: CredentialsProvider
  },
  bucketPrefix: string,
  called: Set<string>,
  closed: () => Promise<void> = () => Promise.resolve(),
): Target {
  const parts = {
    now: Date.now,
    random: Math.random,
    sleep: (ms: number, signal?: AbortSignal) => delay(ms, undefined, signal ? { signal } : {}),
  }
  const application = 'oss-desk-contract'
  const session = recording(createOssSession({ ...options, application }, parts), called)
  const anonymous = createOssSession({ ...options, credentials: null, application }, parts)
  const buckets: string[] = []
  const links: OssSession[] = []
  const outside = new Agent({ connect: options.lookup ? { lookup: options.lookup } : {} })
  return {
    session,
    credentials: options.credentials,
    anonymous,
    byLink: (url) => {
      const { lookup } = options
      const session = createLinkSession(url, { application, ...(lookup ? { lookup } : {}) }, parts)
      links.push(session)
      return session
    },
    fetch: (url, init) => undiciFetch(url, { ...init, dispatcher: outside }),
    bucket: async () => {
      const bucket = `${bucketPrefix}-${randomBytes(4).toString('hex')}`
      await session.client.call(putBucket, { bucket })
      buckets.push(bucket)
      return bucket
    },
    close: async () => {
      for (const bucket of buckets) await remove(session, bucket)
      for (const link of links) await link.close()
      await session.close()
      await anonymous.close()
      await outside.close()
      await closed()
    },
  }
}

/** The same session, which notes what it is asked for. */
function recording(session: OssSession, called: Set<string>): OssSession {
  const call: OssClient['call'] = (operation, input, options) => {
    called.add(operation.name)
    return session.client.call(operation, input, options)
  }
  const callAll: OssClient['callAll'] = (operation, inputs, options, onSettled) => {
    called.add(operation.name)
    return session.client.callAll(operation, inputs, options, onSettled)
  }
  return { ...session, client: { call, callAll } }
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
