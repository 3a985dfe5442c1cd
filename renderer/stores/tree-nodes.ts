import type { Account } from '../../shared/accounts.ts'
import type { Failure } from '../../shared/ipc/failure.ts'
import { parseOssUrl } from '../../shared/oss/address.ts'
import type { Buckets } from './accounts.ts'
import type { Place } from './place.ts'

export interface FolderNode {
  readonly prefix: string
  readonly name: string
}

/** The folders inside an expanded node. */
export interface Children {
  readonly state: 'loading' | 'ready' | 'failed'
  readonly folders: readonly FolderNode[]
  readonly failure: Failure | null
  readonly viewId: string | null
  readonly revision: number
}

/** A visible line of the tree. */
export type TreeRow = TreeNode | TreeNote

export interface TreeNode {
  readonly kind: 'account' | 'bucket' | 'folder'
  readonly id: string
  readonly label: string
  readonly depth: number
  readonly account: Account
  /** null for accounts. */
  readonly place: Place | null
  readonly expanded: boolean
  /** False when it is known to have no folders inside. */
  readonly expandable: boolean
}

export interface TreeNote {
  readonly kind: 'loading' | 'failed' | 'empty' | 'locked'
  readonly id: string
  readonly depth: number
  readonly account: Account
  readonly failure: Failure | null
  /** The folder that the note is about; null = the account. */
  readonly place: Place | null
}

export function placeId({ accountId, bucket, prefix }: Place): string {
  return `${accountId}/${bucket}/${prefix}`
}

export interface TreeInput {
  readonly accounts: readonly Account[]
  readonly buckets: ReadonlyMap<string, Buckets>
  readonly children: ReadonlyMap<string, Children>
  readonly expanded: ReadonlySet<string>
  readonly collapsedAccounts: ReadonlySet<string>
}

/** The tree as a flat list of lines, in the order shown. */
export function visibleRows(input: TreeInput): readonly TreeRow[] {
  return input.accounts.flatMap((account) => accountRows(input, account))
}

function accountRows(input: TreeInput, account: Account): readonly TreeRow[] {
  const { id } = account
  const expanded = !input.collapsedAccounts.has(id)
  const base = { account, depth: 0, expandable: true }
  const node: TreeNode = {
    ...base,
    kind: 'account',
    id,
    label: account.name,
    place: null,
    expanded,
  }
  return expanded ? [node, ...bucketRows(input, account)] : [node]
}

function bucketRows(input: TreeInput, account: Account): readonly TreeRow[] {
  const { id } = account
  if (account.state === 'locked') return [note('locked', id, 1, account)]
  const preset = presetPlace(account)
  if (preset) {
    const label = `${preset.bucket}/${preset.prefix}`.replace(/\/$/, '')
    return placeRows(input, account, 'bucket', preset, label, 1)
  }
  const buckets = input.buckets.get(id)
  if (!buckets || (buckets.state === 'loading' && buckets.list.length === 0)) {
    return [note('loading', id, 1, account)]
  }
  if (buckets.state === 'failed') return [note('failed', id, 1, account, buckets.failure)]
  if (buckets.list.length === 0) return [note('empty', id, 1, account)]
  return buckets.list.flatMap(({ name }) =>
    placeRows(input, account, 'bucket', { accountId: id, bucket: name, prefix: '' }, name, 1),
  )
}

function placeRows(
  input: TreeInput,
  account: Account,
  kind: 'bucket' | 'folder',
  place: Place,
  label: string,
  depth: number,
): readonly TreeRow[] {
  const id = placeId(place)
  const children = input.children.get(id)
  const expanded = input.expanded.has(id)
  const expandable = !(children?.state === 'ready' && children.folders.length === 0)
  const node: TreeNode = { kind, id, label, depth, account, place, expanded, expandable }
  if (!expanded || !expandable) return [node]
  const inside = (children?.folders ?? []).flatMap((folder) =>
    placeRows(
      input,
      account,
      'folder',
      { ...place, prefix: folder.prefix },
      folder.name,
      depth + 1,
    ),
  )
  if (children?.state === 'failed') {
    return [node, ...inside, note('failed', id, depth + 1, account, children.failure, place)]
  }
  if (inside.length === 0) return [node, note('loading', id, depth + 1, account)]
  return [node, ...inside]
}

function note(
  kind: TreeNote['kind'],
  parentId: string,
  depth: number,
  account: Account,
  failure: Failure | null = null,
  place: Place | null = null,
): TreeNote {
  return { kind, id: `${parentId}#${kind}`, depth, account, failure, place }
}

/** The one place of an account that may not list buckets; null for the others. */
export function presetPlace(account: Account): Place | null {
  if (account.preset === null) return null
  try {
    return { accountId: account.id, ...parseOssUrl(account.preset) }
  } catch {
    // The main process checked it when it was added; an older file shows its buckets instead.
    return null
  }
}
