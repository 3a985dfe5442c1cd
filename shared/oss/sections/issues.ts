import type { Section, SectionIssue } from '../section.ts'
import { sameContent } from './same.ts'

/**
 * The issues of a document that is to replace another. An error in a rule that the bucket has already,
 * unchanged, becomes a warning: the service took it once, and it must not keep a person from
 * changing another rule.
 */
export function issuesAgainst<Document>(
  section: Section<string, Document>,
  before: Document,
  after: Document,
): readonly SectionIssue[] {
  return section.check(after).map((issue) => {
    if (issue.severity === 'warning' || !isUnchanged(issue.path, before, after)) return issue
    return { ...issue, severity: 'warning' }
  })
}

export function hasErrors(issues: readonly SectionIssue[]): boolean {
  return issues.some((issue) => issue.severity === 'error')
}

function isUnchanged(path: SectionIssue['path'], before: unknown, after: unknown): boolean {
  const [list, index] = path
  const rule = child(child(after, list), index)
  const rules = child(before, list)
  if (rule === undefined || !Array.isArray(rules)) return false
  return rules.some((old) => sameContent(old, rule))
}

function child(value: unknown, name: string | number | undefined): unknown {
  if (typeof value !== 'object' || value === null || name === undefined) return undefined
  return (value as Record<string | number, unknown>)[name]
}
