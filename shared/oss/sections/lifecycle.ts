import { plain } from '../documents/plain.ts'
import type { Section } from '../section.ts'
import { checkLifecycle } from './lifecycle-check.ts'
import { isEnabled, type LifecycleDocument, lifecycleSchema } from './lifecycle-document.ts'
import { lifecycleRisks } from './lifecycle-risks.ts'
import { lifecycleStatements } from './lifecycle-words.ts'

/** What the service does by itself with files that get old. */
export const lifecycle: Section<'lifecycle', LifecycleDocument> = {
  ...plain<'lifecycle', LifecycleDocument>({
    name: 'lifecycle',
    root: 'LifecycleConfiguration',
    arrays: [
      'Rule',
      'Rule.Tag',
      'Rule.Transition',
      'Rule.NoncurrentVersionTransition',
      'Rule.Filter.Not',
      'Rule.Filter.Not.Tag',
    ],
    serviceMade: ['Rule.AtimeBase'],
    schema: lifecycleSchema,
    empty: { Rule: [] },
    absentCode: 'NoSuchLifecycle',
    deletable: true,
    isEmpty: (document) => document.Rule.length === 0,
    headers: overlapHeader,
    documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketlifecycle',
  }),
  check: checkLifecycle,
  statements: lifecycleStatements,
  ordered: false,
  risks: lifecycleRisks,
}

/** Without it the service refuses two rules with overlapping prefixes and the same kind of action. */
function overlapHeader(document: LifecycleDocument): Readonly<Record<string, string>> {
  const prefixes = document.Rule.filter(isEnabled).map((rule) => rule.Prefix ?? '')
  const overlaps = prefixes.some((prefix, index) =>
    prefixes.some((other, place) => place !== index && other.startsWith(prefix)),
  )
  return overlaps ? { 'x-oss-allow-same-action-overlap': 'true' } : {}
}
