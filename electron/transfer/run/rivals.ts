import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'

/** One of two contents that want the same name. */
export interface Content {
  readonly sizeBytes: number
  /** null = not known. */
  readonly modifiedAtMs: number | null
  /** Decimal CRC64; null = cannot be known. It may take reading a whole file. */
  readonly checksum: () => Promise<string | null>
}

type Conditional = Extract<ConflictPolicy, 'replace-if-newer' | 'replace-if-different'>

/** Policies that depend on what is there. */
export function isConditional(policy: ConflictPolicy): policy is Conditional {
  return policy === 'replace-if-newer' || policy === 'replace-if-different'
}

/**
 * What a conditional policy says of two contents. What cannot be compared is for the person to decide:
 * neither may be lost because something is not known.
 */
export async function ruleOn(
  policy: Conditional,
  ours: Content,
  theirs: Content,
): Promise<'replace' | 'skip' | 'ask'> {
  if (policy === 'replace-if-newer') {
    const [own, other] = [ours.modifiedAtMs ?? Number.NaN, theirs.modifiedAtMs ?? Number.NaN]
    if (Number.isNaN(own) || Number.isNaN(other)) return 'ask'
    return own > other ? 'replace' : 'skip'
  }
  if (ours.sizeBytes !== theirs.sizeBytes) return 'replace'
  // The one that costs nothing first: without it the other is not read for nothing.
  const other = await theirs.checksum()
  const own = other === null ? null : await ours.checksum()
  if (own === null) return 'ask'
  return own === other ? 'skip' : 'replace'
}
