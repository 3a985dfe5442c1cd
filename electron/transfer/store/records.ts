import type { Failure } from '../../../shared/ipc/failure.ts'
import type { ConflictPolicy, TransferKind } from '../../../shared/transfer/kinds.ts'
import type { AttentionReason, ItemState } from '../../../shared/transfer/state.ts'
import type { Row } from './statements.ts'

export interface TransferRecord {
  readonly id: number
  readonly kind: TransferKind
  readonly accountId: string
  readonly bucket: string
  readonly prefix: string
  readonly folder: string | null
  readonly firstName: string
  readonly asked: number
  readonly conflict: ConflictPolicy
  /** null = not looked up yet; `unknown` = the key may not read it. */
  readonly versioning: 'off' | 'on' | 'unknown' | null
  readonly enumerated: boolean
  readonly paused: boolean
  readonly cancelled: boolean
  readonly blocked: AttentionReason | null
  readonly failure: Failure | null
  readonly createdAtMs: number
  readonly finishedAtMs: number | null
  readonly counts: Readonly<Record<ItemState, number>>
  readonly total: number
  readonly totalBytes: number
  readonly doneBytes: number
}

/**
 * `file`; `folder`: an empty folder or folder marker; `listing`: a folder or prefix that could not
 * be read, kept as an item so that it is seen and can be tried again.
 */
export type ItemKind = 'file' | 'folder' | 'listing'

export interface ItemRecord {
  readonly id: number
  readonly transferId: number
  readonly kind: ItemKind
  /** Local path of an upload; key of a download or deletion. Unique within transfer and kind. */
  readonly source: string
  readonly name: string
  readonly key: string
  readonly path: string | null
  readonly large: boolean
  readonly state: ItemState
  readonly attention: AttentionReason | null
  readonly attempts: number
  /** Whether an earlier try may have left traces at the target. */
  readonly tried: boolean
  readonly sizeBytes: number
  readonly doneBytes: number
  /** `identityText` of the local source: as found, from its first byte on as it was read. */
  readonly identity: string | null
  readonly etag: string | null
  readonly modifiedAt: string | null
  /** The person's answer for this file alone. */
  readonly decision: ConflictPolicy | null
  readonly failure: Failure | null
}

/** What enumeration hands over. */
export interface NewItem {
  readonly kind: ItemKind
  readonly source: string
  readonly name: string
  readonly key: string
  readonly path: string | null
  readonly large: boolean
  readonly sizeBytes: number
  /** `identityText` of a local source as it was found. */
  readonly identity?: string
  readonly etag?: string
  readonly modifiedAt?: string
  /** Already settled: could not be read, or must not be touched. */
  readonly settled?: {
    readonly state: 'skipped' | 'failed' | 'needs-attention'
    readonly attention: AttentionReason | null
    readonly failure: Failure
  }
}

export function transferOf(row: Row): TransferRecord {
  return {
    id: Number(row.id),
    kind: row.kind as TransferKind,
    accountId: String(row.account_id),
    bucket: String(row.bucket),
    prefix: String(row.prefix),
    folder: row.folder as string | null,
    firstName: String(row.first_name),
    asked: Number(row.asked),
    conflict: row.conflict as ConflictPolicy,
    versioning: row.versioning as TransferRecord['versioning'],
    enumerated: row.enumerated === 1,
    paused: row.paused === 1,
    cancelled: row.cancelled === 1,
    blocked: row.blocked as AttentionReason | null,
    failure: failureOf(row.failure),
    createdAtMs: Number(row.created_at),
    finishedAtMs: row.finished_at === null ? null : Number(row.finished_at),
    counts: {
      waiting: Number(row.n_waiting),
      running: Number(row.n_running),
      'waiting-for-network': Number(row.n_network),
      'needs-attention': Number(row.n_attention),
      done: Number(row.n_done),
      skipped: Number(row.n_skipped),
      failed: Number(row.n_failed),
      cancelled: Number(row.n_cancelled),
    },
    total: Number(row.total),
    totalBytes: Number(row.total_bytes),
    doneBytes: Number(row.done_bytes),
  }
}

export function itemOf(row: Row): ItemRecord {
  return {
    id: Number(row.id),
    transferId: Number(row.transfer_id),
    kind: row.kind as ItemKind,
    source: String(row.source),
    name: String(row.name),
    key: String(row.key),
    path: row.path as string | null,
    large: row.large === 1,
    state: row.state as ItemState,
    attention: row.attention as AttentionReason | null,
    attempts: Number(row.attempts),
    tried: row.tried === 1,
    sizeBytes: Number(row.size_bytes),
    doneBytes: Number(row.done_bytes),
    identity: row.identity as string | null,
    etag: row.etag as string | null,
    modifiedAt: row.modified_at as string | null,
    decision: row.decision as ConflictPolicy | null,
    failure: failureOf(row.failure),
  }
}

export function failureText(failure: Failure | null): string | null {
  return failure === null ? null : JSON.stringify(failure)
}

function failureOf(value: unknown): Failure | null {
  return typeof value === 'string' ? (JSON.parse(value) as Failure) : null
}
