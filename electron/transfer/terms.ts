import { type SpecOf, type TransferSpec, transferSpecSchema } from '../../shared/transfer/kinds.ts'
import type { TransferRecord } from './store/records.ts'

type Terms = Pick<TransferRecord, 'id' | 'kind' | 'terms'>

/**
 * What was asked for besides the objects: the spec with its lists emptied, which are rows of their
 * own. null for what needs no more than the columns say.
 */
export function termsText(spec: TransferSpec): string | null {
  switch (spec.kind) {
    case 'upload':
    case 'download':
      return null
    case 'verify':
      return JSON.stringify(spec)
    case 'copy':
    case 'move':
      return JSON.stringify({ ...spec, source: { ...spec.source, keys: [], prefixes: [] } })
    case 'delete':
      return JSON.stringify({ ...spec, keys: [], prefixes: [], listed: [] })
    default:
      return JSON.stringify({ ...spec, keys: [], prefixes: [] })
  }
}

/** Throws for a transfer of another kind, which is a fault of ours. */
export function termsOf<Kind extends TransferSpec['kind']>(
  transfer: Terms,
  ...kinds: readonly Kind[]
): SpecOf<Kind> {
  const spec = specOf(transfer.terms ?? 'null')
  if (!(kinds as readonly string[]).includes(spec.kind)) {
    throw new Error(`transfer ${transfer.id} is no ${kinds.join(' or ')}`)
  }
  return spec as SpecOf<Kind>
}

/** The same few transfers are asked for over and over. */
const recent = new Map<string, TransferSpec>()
const maxRecent = 200

function specOf(text: string): TransferSpec {
  const known = recent.get(text)
  if (known) return known
  const spec = transferSpecSchema.parse(JSON.parse(text))
  if (recent.size >= maxRecent) recent.clear()
  recent.set(text, spec)
  return spec
}

/** The new name of the one thing that is copied or moved; null = names stay. */
export function renameOf(transfer: Terms): string | null {
  if (transfer.kind !== 'copy' && transfer.kind !== 'move') return null
  return termsOf(transfer, 'copy', 'move').rename
}

/** Where the objects of a selection are, and what their names are relative to. */
export interface SourcePlace {
  readonly accountId: string
  readonly bucket: string
  readonly basePrefix: string
}

/** Copies read elsewhere than they write; everything else works in one place. */
export function sourceOf(transfer: TransferRecord): SourcePlace {
  if (transfer.kind === 'copy' || transfer.kind === 'move') {
    return termsOf(transfer, 'copy', 'move').source
  }
  const { accountId, bucket, prefix } = transfer
  return { accountId, bucket, basePrefix: prefix }
}
