import { z } from 'zod'
import { container } from './container.ts'

/** The classes that a rule can move files to, from warm to cold. */
export const transitionClasses = ['IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const
export type TransitionClass = (typeof transitionClasses)[number]

const text = z.string().optional()
const tag = z.looseObject({ Key: z.string().default(''), Value: z.string().default('') })
export type LifecycleTag = z.infer<typeof tag>

/** One of the two says when; `Date` is an old form that only answers have. */
const timing = { Days: text, CreatedBeforeDate: text }
const accessTime = { IsAccessTime: text, ReturnToStdWhenVisit: text, AllowSmallFile: text }

const transition = z.looseObject({ ...timing, StorageClass: text, ...accessTime })
export type Transition = z.infer<typeof transition>
const expiration = z.looseObject({ ...timing, ExpiredObjectDeleteMarker: text, Date: text })
const laterTransition = z.looseObject({ NoncurrentDays: text, StorageClass: text, ...accessTime })
const laterExpiration = z.looseObject({ NoncurrentDays: text })
const abort = z.looseObject(timing)

const exception = z.looseObject({
  Prefix: text,
  Tag: z.array(container(tag)).default([]),
})
export type LifecycleException = z.infer<typeof exception>
const filter = z.looseObject({
  ObjectSizeGreaterThan: text,
  ObjectSizeLessThan: text,
  Not: z.array(container(exception)).default([]),
})
export type LifecycleFilter = z.infer<typeof filter>

const rule = z.looseObject({
  ID: text,
  /** '' is the whole bucket; absent only while a form has a folder still to be named. */
  Prefix: text,
  Status: z.string().default('Enabled'),
  Filter: container(filter).optional(),
  Tag: z.array(container(tag)).default([]),
  Transition: z.array(container(transition)).default([]),
  Expiration: container(expiration).optional(),
  NoncurrentVersionTransition: z.array(container(laterTransition)).default([]),
  NoncurrentVersionExpiration: container(laterExpiration).optional(),
  AbortMultipartUpload: container(abort).optional(),
})
export type LifecycleRule = z.infer<typeof rule>

export const lifecycleSchema = z.looseObject({ Rule: z.array(container(rule)).default([]) })
export type LifecycleDocument = z.infer<typeof lifecycleSchema>

const knownElements: readonly string[] = Object.keys(rule.shape)
/** Answers say it; it is neither shown nor sent. */
const answerElements: readonly string[] = ['AtimeBase']
const knownParts = {
  Transition: Object.keys(transition.shape),
  Expiration: Object.keys(expiration.shape),
  NoncurrentVersionTransition: Object.keys(laterTransition.shape),
  NoncurrentVersionExpiration: Object.keys(laterExpiration.shape),
  AbortMultipartUpload: Object.keys(abort.shape),
  Filter: Object.keys(filter.shape),
}

/** Elements of a rule, by path, that no form shows; they are kept as they are. */
export function unknownLifecycleElements(subject: LifecycleRule): readonly string[] {
  const own = Object.keys(subject).filter(
    (name) => !knownElements.includes(name) && !answerElements.includes(name),
  )
  const inside = Object.entries(knownParts).flatMap(([part, known]) =>
    [subject[part as keyof typeof knownParts] ?? []]
      .flat()
      .flatMap((value) => Object.keys(value))
      .filter((name) => !known.includes(name))
      .map((name) => `${part}.${name}`),
  )
  return [...new Set([...own, ...inside])]
}

export function isEnabled(subject: LifecycleRule): boolean {
  return subject.Status === 'Enabled'
}

/** Whether the rule covers every file of the bucket. */
export function coversEverything(subject: LifecycleRule): boolean {
  const size = subject.Filter?.ObjectSizeGreaterThan ?? subject.Filter?.ObjectSizeLessThan
  return subject.Prefix === '' && subject.Tag.length === 0 && size === undefined
}
