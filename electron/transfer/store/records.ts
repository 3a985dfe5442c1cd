import { join } from 'node:path'
import type { Failure } from '../../../shared/ipc/failure.ts'
import type { ConflictPolicy, TransferKind } from '../../../shared/transfer/kinds.ts'
import type { AttentionReason, ItemState } from '../../../shared/transfer/state.ts'
import type { Proof } from '../proof.ts'
import { type ItemKind, kindCodes, reasonCodes, stateCodes, wordOf } from './codes.ts'
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
  /** JSON, see `termsOf`. */
  readonly terms: string | null
  /** null = not looked up yet; `unknown` = the key may not read it. */
  readonly versioning: 'off' | 'on' | 'unknown' | null
  readonly enumerated: boolean
  readonly paused: boolean
  /** When a pause ends by itself; null = when somebody continues it. */
  readonly pausedUntilMs: number | null
  readonly cancelled: boolean
  readonly blocked: AttentionReason | null
  readonly failure: Failure | null
  readonly createdAtMs: number
  readonly finishedAtMs: number | null
  /** Something is being done to all of its items: see `SweepStore`. */
  readonly sweeping: boolean
  readonly counts: Readonly<Record<ItemState, number>>
  readonly total: number
  readonly totalBytes: number
  readonly doneBytes: number
}

export interface ItemRecord {
  readonly id: number
  readonly transferId: number
  readonly kind: ItemKind
  /** Number of the root within its transfer through which the item was found. */
  readonly root: number
  /** Local path of an upload; else the key that is read, deleted or changed. */
  readonly source: string
  readonly name: string
  readonly key: string
  /** Of a deletion that is about one version; null = whatever is current. */
  readonly versionId: string | null
  readonly path: string | null
  readonly large: boolean
  readonly state: ItemState
  readonly attention: AttentionReason | null
  readonly attempts: number
  /** Whether an earlier try may have left traces at the target. */
  readonly tried: boolean
  /** Tries that began, whatever became of them. */
  readonly tries: number
  /** When nothing more was to happen; null = not yet, or settled as it was found. */
  readonly settledAtMs: number | null
  readonly proof: Readonly<Proof>
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

/** What enumeration hands over. What the item is called follows from its root: see `namesOf`. */
export interface NewItem {
  readonly kind: ItemKind
  /** Of a file in a local folder its name, below a prefix the rest of the key; else empty. */
  readonly rest: string
  readonly large: boolean
  readonly sizeBytes: number
  /** `identityText` of a local source as it was found. */
  readonly identity?: string
  readonly versionId?: string
  readonly etag?: string
  readonly modifiedAt?: string
  /** What is compared: its key, its file on this computer, if any, and its decimal CRC64, if known. */
  readonly receipt?: {
    readonly key: string
    readonly path: string | null
    readonly crc64: string | null
  }
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
    terms: row.terms as string | null,
    versioning: row.versioning as TransferRecord['versioning'],
    enumerated: row.enumerated === 1,
    paused: row.paused === 1,
    pausedUntilMs: row.paused_until === null ? null : Number(row.paused_until),
    cancelled: row.cancelled === 1,
    blocked: row.blocked as AttentionReason | null,
    failure: failureOf(row.failure),
    createdAtMs: Number(row.created_at),
    finishedAtMs: row.finished_at === null ? null : Number(row.finished_at),
    sweeping: row.sweep !== null,
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
  const attention = row.attention
  return {
    id: Number(row.id),
    transferId: Number(row.transfer_id),
    kind: wordOf(kindCodes, row.kind),
    root: Number(row.root),
    ...namesOf(row),
    versionId: row.version_id as string | null,
    large: row.large === 1,
    state: wordOf(stateCodes, row.state),
    attention: attention === null ? null : wordOf(reasonCodes, attention),
    attempts: Number(row.attempts),
    tried: Number(row.tried) > 0,
    tries: Number(row.tried),
    settledAtMs: row.settled_at === null ? null : Number(row.settled_at),
    proof: {
      crc64: row.crc64 as string | null,
      serviceCrc64: row.service_crc64 as string | null,
      versionId: row.stored_version as string | null,
    },
    sizeBytes: Number(row.size_bytes),
    doneBytes: Number(row.done_bytes),
    identity: row.identity as string | null,
    etag: row.etag as string | null,
    modifiedAt: row.modified_at === null ? null : new Date(Number(row.modified_at)).toISOString(),
    decision: row.decision as ConflictPolicy | null,
    failure: failureOf(row.failure),
  }
}

/**
 * What an item is called, from the row joined with its root and transfer. `key` and `path` of the
 * row win: another name was chosen for it.
 */
function namesOf(row: Row): Pick<ItemRecord, 'source' | 'name' | 'key' | 'path'> {
  const rest = String(row.rest)
  const rootSource = String(row.root_source)
  const prefix = String(row.prefix)
  const key = row.key as string | null
  const path = row.path as string | null
  if (row.root_kind === 'receipt')
    return { source: key ?? rest, name: rest, key: key ?? rest, path }
  if (row.root_kind !== 'path') {
    const source = rootSource + rest
    if (row.transfer_kind === 'copy' || row.transfer_kind === 'move') {
      const rootName = String(row.root_name)
      const name = row.root_kind === 'prefix' ? `${rootName}/${rest}` : rootName
      return { source, name, key: key ?? prefix + name, path }
    }
    const name = source.startsWith(prefix) ? source.slice(prefix.length) : source
    return { source, name, key: key ?? source, path }
  }
  const isFolder = row.kind === kindCodes.folder
  const rootName = String(row.root_name)
  const name = rest === '' || rootName === '' ? rootName + rest : `${rootName}/${rest}`
  const source = path ?? (rest === '' ? rootSource : join(rootSource, rest))
  const usualKey = isFolder ? `${prefix}${name}/` : prefix + name
  return { source, name, key: key ?? usualKey, path: isFolder ? null : source }
}

export function failureText(failure: Failure | null): string | null {
  return failure === null ? null : JSON.stringify(failure)
}

function failureOf(value: unknown): Failure | null {
  return typeof value === 'string' ? (JSON.parse(value) as Failure) : null
}
