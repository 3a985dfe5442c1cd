import type { Risk, SectionWords } from '../section.ts'
import type { CorsDocument, CorsRule } from './cors-document.ts'
import { sameContent } from './same.ts'

/** Dangers of the rules that are new or changed; the rest was accepted before. */
export function corsRisks(
  before: CorsDocument,
  after: CorsDocument,
  words: SectionWords,
): readonly Risk[] {
  const texts = words.config.cors.risk
  const fresh = after.CORSRule.filter(
    (rule) => !before.CORSRule.some((old) => sameContent(old, rule)),
  )
  const open = fresh.filter((rule) => rule.AllowedOrigin.includes('*'))
  const risks: Risk[] = []
  if (open.some(writes)) risks.push({ level: 'danger', text: texts.anyoneWrites })
  else if (open.length > 0) risks.push({ level: 'caution', text: texts.anyoneReads })
  if (fresh.some((rule) => rule.AllowedOrigin.some((origin) => /^http:\/\//i.test(origin)))) {
    risks.push({ level: 'caution', text: texts.plainHttp })
  }
  if (before.CORSRule.length > 0 && after.CORSRule.length === 0) {
    risks.push({ level: 'caution', text: texts.noneLeft })
  }
  return risks
}

function writes(rule: CorsRule): boolean {
  return rule.AllowedMethod.some((method) => ['PUT', 'POST', 'DELETE'].includes(method))
}
