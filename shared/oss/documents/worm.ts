import { z } from 'zod'
import { InputError } from '../input-error.ts'
import { type SectionAction, type SectionStep, stepOf } from '../section-action.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const schema = z.looseObject({
  WormId: text,
  /** `InProgress` (for 24 hours it can be taken back), `Locked` or `Expired`. */
  State: text,
  RetentionPeriodInDays: text,
})
type Worm = z.infer<typeof schema>

const days = (root: string, period: string): { root: string; content: unknown } => ({
  root,
  content: { RetentionPeriodInDays: period },
})

/** `days`: 1 to 25550. The answer's header `x-oss-worm-id` has the policy's id. */
export const initiateWorm: SectionAction<{ readonly days: string }> = {
  name: 'InitiateBucketWorm',
  method: 'POST',
  idempotent: false,
  query: () => ({ worm: null }),
  body: (input) => days('InitiateWormConfiguration', input.days),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/initiatebucketworm',
}

/** Only while it is not locked. */
export const abortWorm: SectionAction<unknown> = {
  name: 'AbortBucketWorm',
  method: 'DELETE',
  idempotent: true,
  query: () => ({ worm: null }),
  body: () => null,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/abortbucketworm',
}

/** Locks it. It cannot be undone: nobody can then delete protected objects before their time. */
export const completeWorm: SectionAction<{ readonly wormId: string }> = {
  name: 'CompleteBucketWorm',
  method: 'POST',
  idempotent: true,
  query: ({ wormId }) => ({ wormId }),
  body: () => null,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/completebucketworm',
}

/** Of a locked one, and longer only. */
export const extendWorm: SectionAction<{ readonly wormId: string; readonly days: string }> = {
  name: 'ExtendBucketWorm',
  method: 'POST',
  idempotent: true,
  query: ({ wormId }) => ({ wormId, wormExtend: null }),
  body: (input) => days('ExtendWormConfiguration', input.days),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/extendbucketworm',
}

/** How long what is written cannot be changed or deleted by anybody. */
export const worm = plain({
  name: 'worm',
  root: 'WormConfiguration',
  serviceMade: ['WormId', 'CreationDate', 'ExpirationDate'],
  schema,
  empty: {},
  absentCode: 'NoSuchWORMConfiguration',
  isEmpty: ({ State }) => State === undefined,
  write: { kind: 'steps', steps },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getbucketworm',
})

/** A lock is never begun and locked in one go: it is locked only after somebody saw it. */
function steps(before: Worm, after: Worm): readonly SectionStep[] {
  const period = after.RetentionPeriodInDays ?? ''
  const same = before.RetentionPeriodInDays === period
  const wormId = before.WormId ?? ''
  const change = `${before.State ?? 'none'} to ${after.State ?? 'none'}`
  if (before.State === after.State && (same || after.State === undefined)) return []
  switch (change) {
    case 'none to InProgress':
    case 'Expired to InProgress':
      return [stepOf(initiateWorm, { days: period })]
    case 'InProgress to InProgress':
      return [stepOf(abortWorm, {}), stepOf(initiateWorm, { days: period })]
    case 'InProgress to none':
      return [stepOf(abortWorm, {})]
    case 'Locked to Locked':
      return [stepOf(extendWorm, { wormId, days: period })]
    case 'InProgress to Locked':
      if (same) return [stepOf(completeWorm, { wormId })]
  }
  throw new InputError('State', `a retention policy cannot go from ${change}`)
}
