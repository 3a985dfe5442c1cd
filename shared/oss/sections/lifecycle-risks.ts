import { formatCount } from '../../i18n/format.ts'
import type { Risk, SectionWords } from '../section.ts'
import { wholeNumber } from './check.ts'
import { dayOf, listOf } from './format.ts'
import {
  coversEverything,
  isEnabled,
  type LifecycleDocument,
  type LifecycleRule,
} from './lifecycle-document.ts'
import { classText, lifecycleSubject } from './lifecycle-words.ts'
import { sameContent } from './same.ts'

/** Days that a file is billed for at least. https://help.aliyun.com/zh/oss/user-guide/overview-53 */
const minimumDays: Readonly<Record<string, number>> = {
  IA: 30,
  Archive: 60,
  ColdArchive: 180,
  DeepColdArchive: 180,
}

/** Dangers of the rules that are new, changed or switched on; the rest was accepted before. */
export function lifecycleRisks(
  before: LifecycleDocument,
  after: LifecycleDocument,
  words: SectionWords,
): readonly Risk[] {
  const fresh = after.Rule.filter(
    (rule) => isEnabled(rule) && !before.Rule.some((old) => sameContent(old, rule)),
  )
  const risks = fresh.flatMap((rule) => [...deletion(rule, words), ...classes(rule, words)])
  if (before.Rule.some(isEnabled) && !after.Rule.some(isEnabled)) {
    risks.push({ level: 'caution', text: words.config.lifecycle.risk.noneLeft })
  }
  return risks.filter(
    (risk, index) => risks.findIndex((other) => other.text === risk.text) === index,
  )
}

function deletion(rule: LifecycleRule, words: SectionWords): readonly Risk[] {
  const texts = words.config.lifecycle.risk
  const end = rule.Expiration
  const risks: Risk[] = []
  if (end !== undefined && end.ExpiredObjectDeleteMarker === undefined) {
    const text = coversEverything(rule)
      ? texts.everything
      : texts.deletes(lifecycleSubject(rule, words))
    risks.push({ level: 'danger', text })
    const date = end.CreatedBeforeDate ?? end.Date
    if (date !== undefined) {
      risks.push({ level: 'danger', text: texts.atOnce(dayOf(words.locale, date)) })
    }
    if (wholeNumber(end.Days) === 1) risks.push({ level: 'danger', text: texts.soon })
  }
  if (rule.NoncurrentVersionExpiration !== undefined) {
    risks.push({ level: 'danger', text: texts.versions })
  }
  return risks
}

function classes(rule: LifecycleRule, words: SectionWords): readonly Risk[] {
  const texts = words.config.lifecycle.risk
  const names = [...rule.Transition, ...rule.NoncurrentVersionTransition].map(
    (step) => step.StorageClass ?? '',
  )
  const targets = [...new Set(names)].filter((name) => minimumDays[name] !== undefined)
  const frozen = targets.filter((name) => name !== 'IA').map((name) => classText(name, words))
  const risks: Risk[] = []
  if (frozen.length > 0) {
    risks.push({ level: 'caution', text: texts.frozen(listOf(words.locale, frozen)) })
  }
  if (targets.length > 0) {
    const minimums = targets.map((name) => {
      const days = minimumDays[name] ?? 0
      return texts.minimumOf(classText(name, words), days, formatCount(words.locale, days))
    })
    const text = texts.minimum(listOf(words.locale, minimums))
    risks.push({ level: 'caution', text })
  }
  return risks
}
