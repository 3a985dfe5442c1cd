import type { IssueCode, IssueParams, SectionIssue } from '../section.ts'

type Path = SectionIssue['path']

export function refuse(path: Path, code: IssueCode, params: IssueParams = {}): SectionIssue {
  return { path, code, severity: 'error', params }
}

export function warn(path: Path, code: IssueCode, params: IssueParams = {}): SectionIssue {
  return { path, code, severity: 'warning', params }
}

/** The number that a document's text writes, or null when it is not a plain whole number. */
export function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return null
  return Number(text)
}

/** Booleans are compared case-insensitively: some clients write Python's `True`. */
export function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true'
}

export function countOf(text: string, character: string): number {
  return text.split(character).length - 1
}

/** Positions of the values that an earlier position has already. */
export function repeatedAt(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []))
}
