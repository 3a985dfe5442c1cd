import type { SectionState } from '../../../shared/bucket-config.ts'
import { formatCount } from '../../../shared/i18n/format.ts'
import type { SectionWords } from '../../../shared/oss/section.ts'
import { acl, isBucketAcl } from '../../../shared/oss/sections/acl.ts'
import type { Preview } from '../../../shared/oss/sections/preview.ts'
import { sectionOf } from '../../../shared/oss/sections.ts'

export interface Effect {
  /** What the button says: the effect, never "OK". */
  readonly label: string
  /** Asked once more before it happens; null = not asked. */
  readonly question: string | null
  readonly danger: boolean
}

export function effectOf(
  saved: SectionState,
  after: unknown,
  preview: Preview,
  words: SectionWords,
  undoing: boolean,
): Effect {
  const texts = words.config.page
  const danger = preview.risks.some((risk) => risk.level === 'danger')
  if (saved.section === 'acl') return aclEffect(saved, after, words, danger)
  if (undoing) return { label: texts.undoApply, question: null, danger }
  const emptied = sectionOf(saved.section).isEmpty(after) && saved.set
  if (emptied) return { label: texts.preview.removeAll, question: null, danger: true }
  const count = Math.max(1, preview.changes.length)
  const label = texts.preview.applyCount(count, formatCount(words.locale, count))
  return { label, question: null, danger }
}

function aclEffect(
  saved: SectionState,
  after: unknown,
  words: SectionWords,
  danger: boolean,
): Effect {
  const grant = acl.schema.parse(after).AccessControlList.Grant
  const texts = words.config.acl
  if (!isBucketAcl(grant)) {
    return { label: words.config.page.preview.apply, question: null, danger }
  }
  const question = grant === 'private' ? null : texts.confirmTitle[grant](saved.bucket)
  return { label: texts.apply[grant], question, danger }
}
