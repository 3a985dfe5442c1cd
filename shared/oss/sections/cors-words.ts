import type { SectionWords, Statement } from '../section.ts'
import { isTrue, wholeNumber } from './check.ts'
import { type CorsDocument, type CorsMethod, type CorsRule, corsMethods } from './cors-document.ts'
import { durationOf, listOf } from './format.ts'

export function corsStatements(document: CorsDocument, words: SectionWords): readonly Statement[] {
  const rules = document.CORSRule.map((rule, index) => ({
    id: String(index),
    text: corsSentence(rule, words),
    content: rule,
  }))
  if (document.CORSRule.length === 0) return rules
  const vary = isTrue(document.ResponseVary)
  const text = vary ? words.config.cors.varyOn : words.config.cors.varyOff
  return [...rules, { id: 'vary', text, content: vary }]
}

/** "Web pages from https://a.com may read files. They may send any header. …" */
export function corsSentence(rule: CorsRule, words: SectionWords): string {
  const texts = words.config.cors
  const { locale } = words
  const parts = [texts.may(who(rule, words), what(rule, words))]
  if (rule.AllowedHeader.includes('*')) parts.push(texts.headersAny)
  else if (rule.AllowedHeader.length > 0) {
    parts.push(texts.headersSome(listOf(locale, rule.AllowedHeader)))
  }
  if (rule.ExposeHeader.length > 0) parts.push(texts.exposed(listOf(locale, rule.ExposeHeader)))
  const seconds = wholeNumber(rule.MaxAgeSeconds)
  if (seconds !== null && seconds > 0) parts.push(texts.remembered(durationOf(locale, seconds)))
  return words.config.lifecycle.joinSentences(parts)
}

function who(rule: CorsRule, words: SectionWords): string {
  const texts = words.config.cors
  const origins = rule.AllowedOrigin.filter((origin) => origin !== '')
  if (origins.includes('*')) return texts.anySite
  return origins.length === 0 ? texts.noSite : texts.sites(listOf(words.locale, origins, 'or'))
}

function what(rule: CorsRule, words: SectionWords): string {
  const texts = words.config.cors
  const verbs = corsMethods
    .filter((method) => rule.AllowedMethod.includes(method))
    .map((method: CorsMethod) => texts.verb[method])
  return verbs.length === 0 ? texts.nothing : listOf(words.locale, verbs)
}
