import type { LifecycleRule } from '../../../shared/oss/sections/lifecycle-document.ts'
import { withElements } from './editing.ts'

/** Whether moves and deletion go by a fixed date. A rule without either counts in days. */
export function byDate(rule: LifecycleRule): boolean {
  return [...rule.Transition, rule.Expiration].some(
    (timing) => timing?.CreatedBeforeDate !== undefined || hasOldDate(timing),
  )
}

/** The form of old rules, on deletion only. */
function hasOldDate(timing: LifecycleRule['Expiration']): boolean {
  return timing?.Date !== undefined
}

/** The same rule counting by dates, which are still to be chosen. */
export function inDates(rule: LifecycleRule): LifecycleRule {
  return withUnit(rule, { Days: undefined, CreatedBeforeDate: '' })
}

/** The same rule counting in days, which are still to be entered. */
export function inDays(rule: LifecycleRule): LifecycleRule {
  return withUnit(rule, { Days: '', CreatedBeforeDate: undefined })
}

type Unit = {
  readonly Days: string | undefined
  readonly CreatedBeforeDate: string | undefined
}

/** The service refuses rules that mix the two, so all steps change together. */
function withUnit(rule: LifecycleRule, unit: Unit): LifecycleRule {
  const end = rule.Expiration
  const counted = end !== undefined && end.ExpiredObjectDeleteMarker === undefined
  return withElements(rule, {
    Transition: rule.Transition.map((step) => withElements(step, unit)),
    ...(counted ? { Expiration: withElements(end, { ...unit, Date: undefined }) } : {}),
  })
}
