import type { SectionIssue } from '../section.ts'
import { countOf, refuse, repeatedAt, warn, wholeNumber } from './check.ts'
import { type CorsDocument, type CorsRule, corsMethods } from './cors-document.ts'

/** The API's documented limit; newer consoles allow more, so the service decides. */
const usualRules = 10
const usualMaxAgeSeconds = 999_999_999

export function checkCors(document: CorsDocument): readonly SectionIssue[] {
  return [
    ...(document.CORSRule.length > usualRules
      ? [warn(['CORSRule'], 'corsManyRules', { limit: String(usualRules) })]
      : []),
    ...document.CORSRule.flatMap((rule, index) => checkRule(rule, ['CORSRule', index])),
  ]
}

function checkRule(rule: CorsRule, at: SectionIssue['path']): readonly SectionIssue[] {
  return [
    ...checkOrigins(rule.AllowedOrigin, [...at, 'AllowedOrigin']),
    ...checkMethods(rule.AllowedMethod, [...at, 'AllowedMethod']),
    ...checkHeaders(rule.AllowedHeader, [...at, 'AllowedHeader']),
    ...checkExposed(rule.ExposeHeader, [...at, 'ExposeHeader']),
    ...checkMaxAge(rule.MaxAgeSeconds, [...at, 'MaxAgeSeconds']),
  ]
}

function checkOrigins(
  origins: readonly string[],
  at: SectionIssue['path'],
): readonly SectionIssue[] {
  if (origins.length === 0) return [refuse(at, 'corsOriginMissing')]
  const repeated = repeatedAt(origins)
  return origins.flatMap((origin, index) => {
    const path = [...at, index]
    if (origin.trim() === '') return [refuse(path, 'corsOriginEmpty')]
    if (countOf(origin, '*') > 1) return [refuse(path, 'corsOriginStars', { origin })]
    if (/\s/.test(origin)) return [refuse(path, 'corsOriginBlank', { origin })]
    if (repeated.includes(index)) return [warn(path, 'corsOriginRepeated', { origin })]
    if (origin === '*') return []
    if (!/^[a-z*][a-z0-9+.*-]*:\/\//i.test(origin)) {
      return [warn(path, 'corsOriginScheme', { origin })]
    }
    if (/^[^/]*\/\/[^/]*\//.test(origin)) return [warn(path, 'corsOriginPath', { origin })]
    return []
  })
}

function checkMethods(
  methods: readonly string[],
  at: SectionIssue['path'],
): readonly SectionIssue[] {
  if (methods.length === 0) return [refuse(at, 'corsMethodMissing')]
  return methods.flatMap((method, index) =>
    (corsMethods as readonly string[]).includes(method)
      ? []
      : [refuse([...at, index], 'corsMethodUnknown', { method })],
  )
}

function checkHeaders(
  headers: readonly string[],
  at: SectionIssue['path'],
): readonly SectionIssue[] {
  return headers.flatMap((header, index) => {
    const path = [...at, index]
    if (header.trim() === '') return [refuse(path, 'corsHeaderEmpty')]
    if (countOf(header, '*') > 1) return [refuse(path, 'corsHeaderStars', { header })]
    return isHeaderName(header) ? [] : [warn(path, 'corsHeaderName', { header })]
  })
}

function checkExposed(
  headers: readonly string[],
  at: SectionIssue['path'],
): readonly SectionIssue[] {
  return headers.flatMap((header, index) => {
    const path = [...at, index]
    if (header.trim() === '') return [refuse(path, 'corsHeaderEmpty')]
    if (header.includes('*')) return [refuse(path, 'corsExposeStar')]
    return isHeaderName(header) ? [] : [warn(path, 'corsHeaderName', { header })]
  })
}

function checkMaxAge(text: string | undefined, at: SectionIssue['path']): readonly SectionIssue[] {
  if (text === undefined) return []
  const seconds = wholeNumber(text)
  if (seconds === null) return [refuse(at, 'corsMaxAge')]
  return seconds > usualMaxAgeSeconds ? [warn(at, 'corsMaxAgeLong')] : []
}

/** RFC 9110 token; `*` is one of its characters. */
function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text)
}
