import type { AuthKind } from './auth/verify.ts'
import type { Effects, Faults } from './faults/faults.ts'
import type { Identity } from './identity.ts'
import type { Reply } from './reply.ts'
import type { OssRequest } from './request.ts'
import type { OpenRecord, RequestLog } from './request-log.ts'
import type { Bucket } from './store/buckets.ts'
import type { Store } from './store/store.ts'

/** What all requests of one server share. */
export interface ServerState {
  readonly store: Store
  readonly region: string
  /** Regions besides its own that a loopback address serves too. */
  readonly otherRegions: readonly string[]
  /** A loopback address counts as the endpoint of `region` only. */
  readonly strictEndpoint: boolean
  readonly minPartSizeBytes: number
  /** How long every restore takes; null = as long as the service says for the class and tier. */
  readonly restoreDelayMs: number | null
  readonly etags: 'md5' | 'crc64'
  readonly cnames: Readonly<Record<string, string>>
  readonly identities: Identity[]
  readonly faults: Faults
  readonly requests: RequestLog
  /** Milliseconds since the epoch, with the skew that faults ask for. */
  readonly now: () => number
}

/** One request under way. */
export interface Exchange {
  readonly server: ServerState
  readonly request: OssRequest
  readonly auth: { readonly kind: AuthKind; readonly identity: Identity | null }
  readonly effects: Effects
  readonly record: OpenRecord
}

export interface BucketExchange extends Exchange {
  readonly bucket: Bucket
}

export interface ObjectExchange extends BucketExchange {
  readonly key: string
}

/**
 * Who may do it: `owner` the bucket's owner only; `list`, `read`, `write` also others as far as the
 * ACLs go; `open` everybody.
 */
export type Access = 'owner' | 'list' | 'read' | 'write' | 'open'

interface OperationBase {
  readonly name: string
  readonly method: string
  /** Query parameters that must all be there: `name`, or `name=value`. */
  readonly query?: readonly string[]
  /** Header that must be there. */
  readonly header?: string
  readonly access: Access
}

export interface ServiceOperation extends OperationBase {
  readonly target: 'service'
  readonly handle: (exchange: Exchange) => Reply | Promise<Reply>
}

export interface BucketOperation extends OperationBase {
  readonly target: 'bucket'
  readonly handle: (exchange: BucketExchange) => Reply | Promise<Reply>
}

/** The bucket need not exist. */
interface NewBucketOperation extends OperationBase {
  readonly target: 'new-bucket'
  readonly handle: (exchange: Exchange, name: string) => Reply | Promise<Reply>
}

export interface ObjectOperation extends OperationBase {
  readonly target: 'object'
  readonly handle: (exchange: ObjectExchange) => Reply | Promise<Reply>
}

export type ServerOperation =
  | ServiceOperation
  | BucketOperation
  | NewBucketOperation
  | ObjectOperation
