import { isoDate, parseHttpDate } from '../../../shared/oss/times.ts'
import type { Operation } from '../operation.ts'
import { buildDocument } from '../xml-document.ts'
import { orNull, xmlType } from './fields.ts'
import { addressOf, type ObjectInput } from './objects.ts'

export interface RestoreObjectInput extends ObjectInput {
  /** How long the object stays readable; absent = the service's default of one day. */
  readonly days?: number
  /** Not for Archive, which takes about a minute anyway. */
  readonly tier?: 'Expedited' | 'Standard' | 'Bulk'
}

export interface RestoreAnswer {
  /** `accepted`: it has begun. `extended`: the object was readable and stays so for longer. */
  readonly state: 'accepted' | 'extended'
  readonly priority: string | null
}

/** While it is under way: `RestoreAlreadyInProgress`. What needs no restoring: `OperationNotSupported`. */
export const restoreObject: Operation<RestoreObjectInput, RestoreAnswer> = {
  name: 'RestoreObject',
  method: 'POST',
  target: 'object',
  idempotent: false,
  request: (input) => {
    const address = addressOf(input)
    const query = { restore: null, ...address.query }
    if (input.days === undefined) return { ...address, query }
    const body = buildDocument('RestoreRequest', {
      Days: input.days,
      JobParameters: input.tier && { Tier: input.tier },
    })
    return { ...address, query, headers: { 'content-type': xmlType }, body }
  },
  success: [200, 202],
  output: (answer) => ({
    state: answer.status === 202 ? 'accepted' : 'extended',
    priority: orNull(answer.headers['x-oss-object-restore-priority']),
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/restoreobject',
}

/** Ends the readable time at once. `ArchiveRestoreNotFinished` while restoring is under way. */
export const cleanRestoredObject: Operation<ObjectInput, void> = {
  name: 'CleanRestoredObject',
  method: 'POST',
  target: 'object',
  idempotent: true,
  request: (input) => {
    const address = addressOf(input)
    return { ...address, query: { cleanRestoredObject: null, ...address.query } }
  },
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/cleanrestoredobject',
}

export type RestoreState =
  | { readonly kind: 'never' }
  | { readonly kind: 'under-way' }
  /** Readable until `expiresAt` (ISO 8601; null = the answer does not tell). */
  | { readonly kind: 'restored'; readonly expiresAt: string | null }

/** Reads `x-oss-restore` of a HEAD and `RestoreInfo` of a listing; null is one that is absent. */
export function restoreStateOf(text: string | null): RestoreState {
  if (text === null) return { kind: 'never' }
  if (/ongoing-request="true"/.test(text)) return { kind: 'under-way' }
  const ms = parseHttpDate(/expiry-date="([^"]*)"/.exec(text)?.[1] ?? '')
  return { kind: 'restored', expiresAt: ms === null ? null : isoDate(ms) }
}
