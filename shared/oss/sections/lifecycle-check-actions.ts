import type { SectionIssue } from '../section.ts'
import { isTrue, refuse, warn, wholeNumber } from './check.ts'
import {
  type LifecycleRule,
  type Transition,
  type TransitionClass,
  transitionClasses,
} from './lifecycle-document.ts'

type Path = SectionIssue['path']

export function checkActions(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  return [
    ...checkAnyAction(rule, at),
    ...rule.Transition.flatMap((step, index) => checkStep(step, [...at, 'Transition', index])),
    ...checkExpiration(rule, [...at, 'Expiration']),
    ...checkMixture(rule, at),
    ...checkOrder(rule, at),
    ...checkNoncurrent(rule, at),
    ...checkAbort(rule, [...at, 'AbortMultipartUpload']),
  ]
}

function checkAnyAction(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const actions = [
    ...rule.Transition,
    ...rule.NoncurrentVersionTransition,
    rule.Expiration,
    rule.NoncurrentVersionExpiration,
    rule.AbortMultipartUpload,
  ]
  return actions.some((action) => action !== undefined) ? [] : [refuse(at, 'lifecycleNoAction')]
}

interface Timing {
  readonly Days?: string | undefined
  readonly CreatedBeforeDate?: string | undefined
}

function checkTiming(timing: Timing, at: Path): readonly SectionIssue[] {
  const { Days: days, CreatedBeforeDate: date } = timing
  if (days !== undefined && date !== undefined) return [refuse(at, 'lifecycleDaysAndDate')]
  if (days !== undefined) {
    const count = wholeNumber(days)
    return count === null || count < 1 ? [refuse([...at, 'Days'], 'lifecycleDays')] : []
  }
  if (date === undefined) return [refuse([...at, 'Days'], 'lifecycleDays')]
  return isMidnightUtc(date) ? [] : [refuse([...at, 'CreatedBeforeDate'], 'lifecycleDate')]
}

/** `2026-01-01T00:00:00.000Z`, the one form that the service takes. */
export function isMidnightUtc(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T00:00:00(\.0{1,3})?Z$/.test(text)) return false
  const time = Date.parse(text)
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text.slice(0, 10)
}

function checkStep(step: Transition, at: Path): readonly SectionIssue[] {
  return [...checkTiming(step, at), ...checkClass(step, at)]
}

function checkClass(
  step: { readonly StorageClass?: string | undefined; readonly IsAccessTime?: string | undefined },
  at: Path,
): readonly SectionIssue[] {
  const path = [...at, 'StorageClass']
  if ((step.StorageClass ?? '') === '') return [refuse(path, 'lifecycleClassMissing')]
  const known = (transitionClasses as readonly string[]).includes(step.StorageClass ?? '')
  if (isTrue(step.IsAccessTime)) return [warn(path, 'lifecycleAccessTime')]
  return known ? [] : [warn(path, 'lifecycleClassUnknown')]
}

function checkExpiration(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const expiration = rule.Expiration
  // `Date` is the form of old rules; it stays as it is.
  if (expiration === undefined || expiration.Date !== undefined) return []
  if (expiration.ExpiredObjectDeleteMarker === undefined) return checkTiming(expiration, at)
  const path = [...at, 'ExpiredObjectDeleteMarker']
  if (expiration.Days !== undefined || expiration.CreatedBeforeDate !== undefined) {
    return [refuse(path, 'lifecycleMarkerAndDays')]
  }
  return rule.Tag.length > 0 ? [refuse(path, 'lifecycleMarkerAndTag')] : []
}

function checkMixture(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const timings: readonly Timing[] = [
    ...rule.Transition,
    ...(rule.Expiration === undefined ? [] : [rule.Expiration]),
  ]
  const byDays = timings.some((timing) => timing.Days !== undefined)
  const byDate = timings.some((timing) => timing.CreatedBeforeDate !== undefined)
  return byDays && byDate ? [refuse(at, 'lifecycleMixed')] : []
}

interface Step {
  readonly path: Path
  readonly rank: number
  readonly days: number
}

/**
 * Colder classes must come later, deletion last. Only days since the last change are compared: for
 * dates and for days since the last access no such rule is documented.
 */
function checkOrder(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const steps = rule.Transition.flatMap((step, index): readonly Step[] => {
    const rank = transitionClasses.indexOf(step.StorageClass as TransitionClass)
    const days = wholeNumber(step.Days)
    const path = [...at, 'Transition', index, 'Days']
    return rank < 0 || days === null || isTrue(step.IsAccessTime) ? [] : [{ path, rank, days }]
  })
  const end = wholeNumber(rule.Expiration?.Days)
  return [
    ...orderIssues(steps),
    ...(end !== null && steps.some((step) => step.days >= end)
      ? [refuse([...at, 'Expiration', 'Days'], 'lifecycleDeleteEarly')]
      : []),
  ]
}

function orderIssues(steps: readonly Step[]): readonly SectionIssue[] {
  return steps.flatMap((step, index) => {
    const others = steps.slice(0, index)
    if (others.some((other) => other.rank === step.rank)) {
      return [refuse([...step.path.slice(0, -1), 'StorageClass'], 'lifecycleClassTwice')]
    }
    const wrong = steps.some((other) => other.rank < step.rank && other.days >= step.days)
    return wrong ? [refuse(step.path, 'lifecycleClassOrder')] : []
  })
}

function checkNoncurrent(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const later = rule.NoncurrentVersionTransition
  const end = rule.NoncurrentVersionExpiration
  const endPath = [...at, 'NoncurrentVersionExpiration', 'NoncurrentDays']
  const endDays = wholeNumber(end?.NoncurrentDays)
  return [
    ...later.flatMap((step, index) => {
      const path = [...at, 'NoncurrentVersionTransition', index]
      return [
        ...checkNoncurrentDays(step.NoncurrentDays, [...path, 'NoncurrentDays']),
        ...checkClass(step, path),
      ]
    }),
    ...(end === undefined ? [] : checkNoncurrentDays(end.NoncurrentDays, endPath)),
    ...(endDays !== null && later.some((step) => (wholeNumber(step.NoncurrentDays) ?? 0) >= endDays)
      ? [warn(endPath, 'lifecycleDeleteEarly')]
      : []),
  ]
}

function checkNoncurrentDays(text: string | undefined, at: Path): readonly SectionIssue[] {
  const days = wholeNumber(text)
  return days === null || days < 1 ? [refuse(at, 'lifecycleDays')] : []
}

function checkAbort(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  if (rule.AbortMultipartUpload === undefined) return []
  return [
    ...checkTiming(rule.AbortMultipartUpload, at),
    ...(rule.Tag.length > 0 ? [warn(at, 'lifecycleAbortAndTag')] : []),
  ]
}
