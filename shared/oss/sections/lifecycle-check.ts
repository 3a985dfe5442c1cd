import type { SectionIssue } from '../section.ts'
import { isTrue, refuse, repeatedAt, warn, wholeNumber } from './check.ts'
import { checkActions } from './lifecycle-check-actions.ts'
import type { LifecycleDocument, LifecycleRule, LifecycleTag } from './lifecycle-document.ts'

type Path = SectionIssue['path']

const mostRules = 1000
const longestId = 255

export function checkLifecycle(document: LifecycleDocument): readonly SectionIssue[] {
  const ids = document.Rule.map((rule) => rule.ID ?? '')
  const prefixes = document.Rule.map((rule) => rule.Prefix ?? '')
  const repeatedIds = repeatedAt(ids).filter((index) => ids[index] !== '')
  return [
    ...(document.Rule.length > mostRules
      ? [refuse(['Rule'], 'lifecycleManyRules', { limit: String(mostRules) })]
      : []),
    ...repeatedIds.map((index) =>
      refuse(['Rule', index, 'ID'], 'lifecycleIdRepeated', { id: ids[index] ?? '' }),
    ),
    ...repeatedAt(prefixes)
      .filter((index) => scopeRepeats(document.Rule, index))
      .map((index) => warn(['Rule', index, 'Prefix'], 'lifecyclePrefixRepeated')),
    ...document.Rule.flatMap((rule, index) => checkRule(rule, ['Rule', index])),
  ]
}

/** Equal prefixes with different tags are two different scopes, an ordinary thing. */
function scopeRepeats(rules: readonly LifecycleRule[], index: number): boolean {
  const scope = (rule: LifecycleRule | undefined): string =>
    JSON.stringify([rule?.Prefix ?? '', rule?.Tag ?? []])
  return rules.slice(0, index).some((earlier) => scope(earlier) === scope(rules[index]))
}

function checkRule(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  return [
    ...checkIdentity(rule, at),
    ...checkTags(rule.Tag, [...at, 'Tag']),
    ...checkFilter(rule, [...at, 'Filter']),
    ...checkActions(rule, at),
  ]
}

function checkIdentity(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const issues: SectionIssue[] = []
  if ((rule.ID ?? '').length > longestId) {
    issues.push(refuse([...at, 'ID'], 'lifecycleIdLong', { limit: String(longestId) }))
  }
  if (rule.Status !== 'Enabled' && rule.Status !== 'Disabled') {
    issues.push(refuse([...at, 'Status'], 'lifecycleStatus'))
  }
  if (rule.Prefix === undefined) issues.push(refuse([...at, 'Prefix'], 'lifecyclePrefixMissing'))
  const prefix = rule.Prefix ?? ''
  if (prefix.startsWith('/')) issues.push(warn([...at, 'Prefix'], 'lifecyclePrefixSlash'))
  if (prefix.includes('*')) issues.push(warn([...at, 'Prefix'], 'lifecyclePrefixStar'))
  return issues
}

function checkTags(tags: readonly LifecycleTag[], at: Path): readonly SectionIssue[] {
  const keys = tags.map((tag) => tag.Key)
  const repeated = repeatedAt(keys)
  return keys.flatMap((key, index) => {
    if (key === '') return [refuse([...at, index, 'Key'], 'lifecycleTagKey')]
    return repeated.includes(index) ? [warn([...at, index, 'Key'], 'lifecycleTagRepeated')] : []
  })
}

function checkFilter(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const filter = rule.Filter
  if (filter === undefined) return []
  return [...checkSizes(rule, at), ...checkExceptions(rule, [...at, 'Not'])]
}

function checkSizes(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const { ObjectSizeGreaterThan: over, ObjectSizeLessThan: under } = rule.Filter ?? {}
  const issues: SectionIssue[] = []
  const least = wholeNumber(over)
  const most = wholeNumber(under)
  if (over !== undefined && least === null) {
    issues.push(refuse([...at, 'ObjectSizeGreaterThan'], 'lifecycleSize'))
  }
  if (under !== undefined && most === null) {
    issues.push(refuse([...at, 'ObjectSizeLessThan'], 'lifecycleSize'))
  }
  if (least !== null && most !== null && least >= most) {
    issues.push(refuse([...at, 'ObjectSizeLessThan'], 'lifecycleSizeOrder'))
  }
  const small = [...rule.Transition, ...rule.NoncurrentVersionTransition].some(
    (transition) => transition.AllowSmallFile !== undefined && !isTrue(transition.AllowSmallFile),
  )
  if (small && (over !== undefined || under !== undefined)) {
    const field = over === undefined ? 'ObjectSizeLessThan' : 'ObjectSizeGreaterThan'
    issues.push(refuse([...at, field], 'lifecycleSizeSmallFiles'))
  }
  return issues
}

function checkExceptions(rule: LifecycleRule, at: Path): readonly SectionIssue[] {
  const prefix = rule.Prefix ?? ''
  return (rule.Filter?.Not ?? []).flatMap((exception, index) => {
    const except = exception.Prefix ?? ''
    const place = [...at, index]
    const tags = checkTags(exception.Tag, [...place, 'Tag'])
    if (except === '' && exception.Tag.length === 0) {
      return [...tags, refuse([...place, 'Prefix'], 'lifecycleExceptEmpty')]
    }
    if (!except.startsWith(prefix)) {
      return [...tags, refuse([...place, 'Prefix'], 'lifecycleExceptOutside', { prefix })]
    }
    if (except === prefix && prefix !== '' && exception.Tag.length === 0) {
      return [...tags, warn([...place, 'Prefix'], 'lifecycleExceptAll')]
    }
    return tags
  })
}
