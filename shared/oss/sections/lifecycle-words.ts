import { formatBytes, formatCount } from '../../i18n/format.ts'
import type { SectionWords, Statement } from '../section.ts'
import { isTrue, wholeNumber } from './check.ts'
import { dayOf, listOf } from './format.ts'
import {
  isEnabled,
  type LifecycleDocument,
  type LifecycleException,
  type LifecycleRule,
  type LifecycleTag,
} from './lifecycle-document.ts'

export function lifecycleStatements(
  document: LifecycleDocument,
  words: SectionWords,
): readonly Statement[] {
  return document.Rule.map((rule, index) => {
    const { AtimeBase: _, ...content } = rule
    const sentence = lifecycleSentence(rule, words)
    const text = isEnabled(rule) ? sentence : words.config.lifecycle.off(sentence)
    return { id: rule.ID || `#${index}`, text, content }
  })
}

/** "Files in logs/ are deleted 90 days after their last change, except those in logs/keep/." */
export function lifecycleSentence(rule: LifecycleRule, words: SectionWords): string {
  const texts = words.config.lifecycle
  const subject = lifecycleSubject(rule, words)
  const sentences: string[] = []
  const current = [...moves(rule, words), ...removal(rule, words)]
  if (current.length > 0) {
    const doings = texts.joinDoings(current)
    sentences.push(texts.sentence(subject, doings, exceptions(rule, words)))
  }
  if (isTrue(rule.Expiration?.ExpiredObjectDeleteMarker)) sentences.push(texts.does.marker)
  const later = versionDoings(rule, words)
  if (later.length > 0) {
    const doings = texts.joinDoings(later)
    const told = current.length > 0 ? '' : exceptions(rule, words)
    sentences.push(texts.versions(subject, doings, told))
  }
  sentences.push(...uploads(rule, words))
  return sentences.length === 0 ? texts.nothing(subject) : texts.joinSentences(sentences)
}

/** "Files in logs/ tagged team = web larger than 1 MB". */
export function lifecycleSubject(rule: LifecycleRule, words: SectionWords): string {
  const texts = words.config.lifecycle.subject
  const parts = [noun(rule.Prefix, texts)]
  if (rule.Tag.length > 0) parts.push(texts.tagged(tagList(rule.Tag, words)))
  const over = sizeText(rule.Filter?.ObjectSizeGreaterThan, words)
  const under = sizeText(rule.Filter?.ObjectSizeLessThan, words)
  if (over !== null && under !== null) parts.push(texts.between(over, under))
  else if (over !== null) parts.push(texts.larger(over))
  else if (under !== null) parts.push(texts.smaller(under))
  return texts.join(parts)
}

function noun(
  prefix: string | undefined,
  texts: SectionWords['config']['lifecycle']['subject'],
): string {
  if (prefix === undefined) return texts.open
  if (prefix === '') return texts.all
  return prefix.endsWith('/') ? texts.folder(prefix) : texts.prefix(prefix)
}

function sizeText(text: string | undefined, words: SectionWords): string | null {
  const bytes = wholeNumber(text)
  return bytes === null ? null : formatBytes(words.locale, bytes)
}

function tagList(tags: readonly LifecycleTag[], words: SectionWords): string {
  const { tag } = words.config.lifecycle.subject
  const written = tags.map(({ Key, Value }) => (Value === '' ? Key : tag(Key, Value)))
  return listOf(words.locale, written)
}

/** The class in words; one that is not known yet stays the service's own name. */
export function classText(name: string | undefined, words: SectionWords): string {
  const names: Readonly<Record<string, string>> = words.config.lifecycle.className
  return name === undefined ? '…' : (names[name] ?? name)
}

function moves(rule: LifecycleRule, words: SectionWords): readonly string[] {
  const { does, when } = words.config.lifecycle
  return rule.Transition.map((step) => {
    const time = isTrue(step.IsAccessTime)
      ? dayCount(step.Days, when.access, words)
      : timing(step, words)
    return does.move(classText(step.StorageClass, words), time)
  })
}

function removal(rule: LifecycleRule, words: SectionWords): readonly string[] {
  const { does, when } = words.config.lifecycle
  const end = rule.Expiration
  if (end === undefined || end.ExpiredObjectDeleteMarker !== undefined) return []
  if (end.Date !== undefined) return [does.remove(when.date(dayOf(words.locale, end.Date)))]
  return [does.remove(timing(end, words))]
}

function versionDoings(rule: LifecycleRule, words: SectionWords): readonly string[] {
  const { does, when } = words.config.lifecycle
  const end = rule.NoncurrentVersionExpiration
  const steps = rule.NoncurrentVersionTransition.map((step) =>
    does.move(
      classText(step.StorageClass, words),
      dayCount(step.NoncurrentDays, when.versionDays, words),
    ),
  )
  if (end === undefined) return steps
  return [...steps, does.remove(dayCount(end.NoncurrentDays, when.versionDays, words))]
}

function uploads(rule: LifecycleRule, words: SectionWords): readonly string[] {
  const texts = words.config.lifecycle
  const abort = rule.AbortMultipartUpload
  if (abort === undefined) return []
  const prefix = rule.Prefix ?? ''
  const time =
    abort.CreatedBeforeDate === undefined
      ? dayCount(abort.Days, texts.when.abortDays, words)
      : texts.when.abortDate(dayOf(words.locale, abort.CreatedBeforeDate))
  return [texts.uploads(prefix === '' ? '' : texts.uploadsIn(prefix), time)]
}

interface Timing {
  readonly Days?: string | undefined
  readonly CreatedBeforeDate?: string | undefined
}

function timing(value: Timing, words: SectionWords): string {
  const { when } = words.config.lifecycle
  if (value.CreatedBeforeDate) return when.date(dayOf(words.locale, value.CreatedBeforeDate))
  return dayCount(value.Days, when.days, words)
}

function dayCount(
  text: string | undefined,
  say: (count: number, text: string) => string,
  words: SectionWords,
): string {
  const count = wholeNumber(text)
  if (count === null) return words.config.lifecycle.when.open
  return say(count, formatCount(words.locale, count))
}

function exceptions(rule: LifecycleRule, words: SectionWords): string {
  const list = (rule.Filter?.Not ?? []).map((exception) => exceptionText(exception, words))
  if (list.length === 0) return ''
  return words.config.lifecycle.except(listOf(words.locale, list))
}

function exceptionText(exception: LifecycleException, words: SectionWords): string {
  const texts = words.config.lifecycle
  const prefix = exception.Prefix ?? ''
  const place =
    prefix === ''
      ? ''
      : prefix.endsWith('/')
        ? texts.exceptFolder(prefix)
        : texts.exceptPrefix(prefix)
  if (exception.Tag.length === 0) return place
  return texts.exceptTagged(place, tagList(exception.Tag, words))
}
