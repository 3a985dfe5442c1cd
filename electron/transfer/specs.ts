import { basename } from 'node:path'
import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { nameOf, parentPrefix } from '../../shared/oss/key.ts'
import type { TransferSpec } from '../../shared/transfer/kinds.ts'
import { numberedName } from '../../shared/transfer/names.ts'
import { withoutOverlap } from './selected-roots.ts'
import type { RootKind } from './store/root-store.ts'
import type { Store } from './store/store.ts'
import type { NewTransfer } from './store/transfer-store.ts'

interface RootSpec {
  readonly kind: RootKind
  readonly source: string
  readonly name: string
}

/** Stores what was asked for, as one transfer with its roots; answers its id. */
export function addTransfer(store: Store, spec: TransferSpec, nowMs: number): number {
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
    folder: spec.kind === 'download' ? spec.folder : null,
    firstName: first.name,
    asked: roots.length,
    conflict: spec.kind === 'delete' ? 'replace' : spec.conflict,
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
    case 'delete':
      return parentPrefix(spec.prefixes[0] ?? spec.keys[0] ?? '')
  }
}

function rootsOf(spec: TransferSpec): readonly RootSpec[] {
  if (spec.kind === 'upload') return localRoots(spec.paths)
  const { prefixes, keys } = withoutOverlap(spec.prefixes, spec.keys)
  return [
    ...prefixes.map((source) => ({ kind: 'prefix' as const, source, name: nameOf(source) })),
    ...keys.map((source) => ({ kind: 'key' as const, source, name: nameOf(source) })),
  ]
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
