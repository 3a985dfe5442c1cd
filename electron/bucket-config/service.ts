import type { SectionChange, SectionState, SectionTarget } from '../../shared/bucket-config.ts'
import { FailureError, localFailure, toFailure } from '../../shared/ipc/failure.ts'
import type { Section } from '../../shared/oss/section.ts'
import { issuesAgainst } from '../../shared/oss/sections/issues.ts'
import { sectionOf } from '../../shared/oss/sections.ts'
import type { Sessions } from '../accounts/sessions.ts'
import type { BucketConfigService } from '../ipc/services.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Reading, readSection, writeSection } from './reading.ts'
import { createTurns } from './turns.ts'
import type { UndoRecord, UndoStore } from './undo.ts'

export interface BucketConfigOptions {
  readonly sessions: Sessions
  readonly undo: UndoStore
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/**
 * Reads and changes the settings of buckets. The service knows no conditional PUT here, so a change
 * is: read again, compare with what the person saw, write, read back. Between the second read and
 * the write somebody else can still get in; the read-back then tells.
 */
export function createBucketConfigService(options: BucketConfigOptions): BucketConfigService {
  const turns = createTurns()
  return {
    read: async (target) => stateOf(options, target, await readSection(options.sessions, target)),
    apply: (change) => turns.take(turnOf(change), () => apply(options, change)),
    undo: (target) => turns.take(turnOf(target), () => revert(options, target)),
  }
}

async function apply(options: BucketConfigOptions, change: SectionChange): Promise<SectionState> {
  const { sessions, undo, now } = options
  const section = sectionOf(change.section)
  const document = parseChange(section, change.document)
  const before = await readSection(sessions, change)
  if (before.fingerprint !== change.fingerprint) throw changedMeanwhile(section)
  refuseErrors(section, before.document, document)
  const asked = fingerprintOf(section, document, !section.isEmpty(document))
  const former = await undo.find(change)
  const record: UndoRecord = {
    accountId: change.accountId,
    bucket: change.bucket,
    section: change.section,
    appliedAt: new Date(now()).toISOString(),
    before: before.document,
    beforeSet: before.set,
    after: asked,
  }
  // Kept before the write: a crash right after it must not cost the undo.
  await undo.keep(record)
  try {
    await writeSection(sessions, change, before.document, document)
  } catch (error) {
    await restore(undo, former, change, error)
    throw error
  }
  const after = await readSection(sessions, change)
  if (after.fingerprint !== asked) await undo.keep({ ...record, after: after.fingerprint })
  return stateOf(options, change, after, asked)
}

async function revert(options: BucketConfigOptions, target: SectionTarget): Promise<SectionState> {
  const { sessions, undo } = options
  const section = sectionOf(target.section)
  const record = await undo.find(target)
  if (record === null) throw nothingToUndo(section)
  const current = await readSection(sessions, target)
  if (current.fingerprint !== record.after) throw changedMeanwhile(section)
  await writeSection(sessions, target, current.document, section.schema.parse(record.before))
  await undo.forget(target)
  const asked = fingerprintOf(section, record.before, record.beforeSet)
  return stateOf(options, target, await readSection(sessions, target), asked)
}

/** `asked`: fingerprint of what was just written; null when nothing was. */
async function stateOf(
  options: BucketConfigOptions,
  target: SectionTarget,
  reading: Reading,
  asked: string | null = null,
): Promise<SectionState> {
  const record = await options.undo.find(target)
  const last = record?.after === reading.fingerprint ? record : null
  return {
    bucket: target.bucket,
    section: target.section,
    ...reading,
    differs: asked !== null && asked !== reading.fingerprint,
    undo: last === null ? null : { appliedAt: last.appliedAt, previous: last.before },
  }
}

/** One change at a time for each section of a bucket. */
function turnOf(target: SectionTarget): string {
  return JSON.stringify([target.accountId, target.bucket, target.section])
}

/** After a refusal nothing has changed, so the earlier change can be undone as before. */
async function restore(
  undo: UndoStore,
  former: UndoRecord | null,
  target: SectionTarget,
  error: unknown,
): Promise<void> {
  const { status } = toFailure(error)
  // No clear answer: the change may have been made, and its record fits then.
  if (status === null || status >= 500) return
  if (former === null) await undo.forget(target)
  else await undo.keep(former)
}

function parseChange(section: Section, document: unknown): unknown {
  const result = section.schema.safeParse(document)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') ?? ''
  throw new FailureError(
    localFailure('input.invalid', `${section.root}: not a document of this section`, { field }),
  )
}

function refuseErrors(section: Section, before: unknown, after: unknown): void {
  const error = issuesAgainst(section, before, after).find((issue) => issue.severity === 'error')
  if (error === undefined) return
  const field = error.path.join('.')
  throw new FailureError(
    localFailure('input.invalid', `${section.root}: ${error.code} at ${field}`, { field }),
  )
}

function changedMeanwhile(section: Section): FailureError {
  const message = `${section.root} is no longer what was read`
  return new FailureError(localFailure('config.changed-meanwhile', message))
}

function nothingToUndo(section: Section): FailureError {
  const message = `no change of ${section.root} is kept`
  return new FailureError(localFailure('config.nothing-to-undo', message))
}
