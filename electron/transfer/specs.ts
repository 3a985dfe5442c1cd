import { basename } from 'node:path'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { nameOf, parentPrefix } from '../../shared/oss/key.ts'
import type { SpecOf, TransferSpec } from '../../shared/transfer/kinds.ts'
import { numberedName } from '../../shared/transfer/names.ts'
import { withoutOverlap } from './selected-roots.ts'
import type { RootKind } from './store/root-store.ts'
import type { Store } from './store/store.ts'
import type { NewTransfer } from './store/transfer-store.ts'
import { termsText } from './terms.ts'

interface RootSpec {
  readonly kind: RootKind
  readonly source: string
  readonly name: string
}

/** Stores what was asked for, as one transfer with its roots; answers its id. */
export function addTransfer(store: Store, spec: TransferSpec, nowMs: number): number {
  checkPlaces(spec)
  const roots = rootsOf(spec)
  const [first] = roots
  if (first === undefined) {
    throw new FailureError(localFailure('input.invalid', 'nothing was asked for'))
  }
  const transfer: NewTransfer = {
    kind: spec.kind,
    accountId: spec.accountId,
    bucket: spec.bucket,
    prefix: prefixOf(spec),
    folder: 'folder' in spec ? spec.folder : null,
    firstName:
      first.kind === 'path' || first.kind === 'receipt' ? first.name : nameOf(first.source),
    asked: roots.length,
    conflict: 'conflict' in spec ? spec.conflict : 'replace',
    terms: termsText(spec),
    sourceAccountId: isCopy(spec) ? spec.source.accountId : null,
    createdAtMs: nowMs,
  }
  return store.atomically(() => {
    const id = store.transfers.add(transfer)
    for (const root of roots) store.roots.add(id, root.kind, root.source, root.name)
    return id
  })
}

function prefixOf(spec: TransferSpec): string {
  switch (spec.kind) {
    case 'upload':
      return spec.prefix
    case 'download':
      return spec.basePrefix
    case 'copy':
    case 'move':
    case 'verify':
      return spec.prefix
    case 'delete':
      return parentPrefix(spec.prefixes[0] ?? spec.keys[0] ?? spec.listed[0]?.key ?? '')
    default:
      return parentPrefix(spec.prefixes[0] ?? spec.keys[0] ?? '')
  }
}

function rootsOf(spec: TransferSpec): readonly RootSpec[] {
  if (spec.kind === 'upload') return localRoots(spec.paths)
  if (spec.kind === 'verify') return [{ kind: 'receipt', source: spec.transferId, name: spec.name }]
  if (isCopy(spec)) return copyRoots(spec)
  const { prefixes, keys } = withoutOverlap(spec.prefixes, spec.keys)
  const versions = spec.kind === 'delete' ? spec.listed : []
  return [
    ...prefixes.map((source) => ({ kind: 'prefix' as const, source, name: nameOf(source) })),
    ...keys.map((source) => ({ kind: 'key' as const, source, name: nameOf(source) })),
    ...versions.map(({ key, versionId }) => ({
      kind: 'version' as const,
      source: key,
      name: versionId,
    })),
  ]
}

type CopySpec = SpecOf<'copy' | 'move'>

function isCopy(spec: TransferSpec): spec is CopySpec {
  return spec.kind === 'copy' || spec.kind === 'move'
}

/** The names under which things arrive. */
function copyRoots({ source, rename }: CopySpec): readonly RootSpec[] {
  const { basePrefix } = source
  const { prefixes, keys } = withoutOverlap(source.prefixes, source.keys)
  if (rename !== null && prefixes.length + keys.length !== 1) {
    const message = 'only one thing at a time can get a new name'
    throw new FailureError(localFailure('input.invalid', message, { field: 'rename' }))
  }
  const nameBelow = (name: string): string =>
    rename ?? (name.startsWith(basePrefix) ? name.slice(basePrefix.length) : nameOf(name))
  return [
    ...prefixes.map((prefix) => ({
      kind: 'prefix' as const,
      source: prefix,
      name: nameBelow(prefix.slice(0, -1)),
    })),
    ...keys.map((key) => ({ kind: 'key' as const, source: key, name: nameBelow(key) })),
  ]
}

/**
 * Nothing is copied into itself, which would never end, nor moved onto itself, which would delete it.
 * Names of buckets are unique: the same one through another account is the same bucket.
 */
function checkPlaces(spec: TransferSpec): void {
  if (!isCopy(spec) || spec.source.bucket !== spec.bucket) return
  for (const { kind, source, name } of copyRoots(spec)) {
    const target = spec.prefix + name
    if (kind === 'prefix' && target !== source.slice(0, -1) && `${target}/`.startsWith(source)) {
      throw refusal('transfer.into-itself', name)
    }
    const isSame = kind === 'prefix' ? `${target}/` === source : target === source
    // A copy that keeps both gets a name of its own.
    const isSecond = spec.kind === 'copy' && spec.conflict === 'keep-both' && kind === 'key'
    if (isSame && !isSecond) throw refusal('transfer.onto-itself', name)
  }
}

function refusal(
  code: 'transfer.into-itself' | 'transfer.onto-itself',
  name: string,
): FailureError {
  return new FailureError(localFailure(code, `refused: ${name}`, { name }))
}

/** Two things of one name from different folders both arrive, under different names. */
function localRoots(paths: readonly string[]): readonly RootSpec[] {
  const taken = new Set<string>()
  return [...new Set(paths)].map((source) => {
    const base = basename(source)
    if (base === '') {
      const message = 'a whole drive has no name to upload it under'
      throw new FailureError(localFailure('input.invalid', message, { field: 'paths' }))
    }
    let name = base
    for (let number = 2; taken.has(name); number++) name = numberedName(base, number)
    taken.add(name)
    return { kind: 'path', source, name }
  })
}
