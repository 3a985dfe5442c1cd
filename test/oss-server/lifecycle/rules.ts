import type { Tag } from '../store/object-rows.ts'
import type { Store } from '../store/store.ts'
import { children, parseXml, text, type XmlNode } from '../xml.ts'

/** The rules of a bucket as they are carried out. Documents that are stored were checked before. */
export interface LifecycleRule {
  readonly id: string
  readonly prefix: string
  readonly tags: readonly Tag[]
  readonly largerThanBytes: number | null
  readonly smallerThanBytes: number | null
  readonly exceptions: readonly { readonly prefix: string; readonly tags: readonly Tag[] }[]
  readonly expiration: When | null
  /** Also takes delete markers away behind which nothing is left. */
  readonly cleansMarkers: boolean
  readonly transitions: readonly TransitionStep[]
  readonly noncurrentExpirationDays: number | null
  readonly noncurrentTransitions: readonly TransitionStep[]
  readonly abort: When | null
}

/** `before` and `from`: milliseconds. */
export type When =
  | { readonly kind: 'days'; readonly days: number }
  /** At once, for what was written before. */
  | { readonly kind: 'before'; readonly beforeMs: number }
  /** For everything, from that moment on. */
  | { readonly kind: 'from'; readonly fromMs: number }

export interface TransitionStep {
  readonly when: When
  readonly storageClass: string
  /** Days count from the last access instead of the last change. */
  readonly byAccess: boolean
  readonly returnsOnVisit: boolean
  readonly takesSmallFiles: boolean
}

/** The rules that are enabled; none when the bucket has no lifecycle. */
export function enabledRules(store: Store, bucket: string): readonly LifecycleRule[] {
  return store.buckets.derived(bucket, 'lifecycle', 'rules', readRules) ?? []
}

function readRules(document: string): readonly LifecycleRule[] {
  return children(parseXml(document, 'LifecycleConfiguration'), 'Rule')
    .filter((rule) => text(rule, 'Status') === 'Enabled')
    .map(readRule)
}

function readRule(rule: XmlNode): LifecycleRule {
  const [filter = {}] = children(rule, 'Filter')
  const [expiration] = children(rule, 'Expiration')
  const [noncurrent] = children(rule, 'NoncurrentVersionExpiration')
  const [abort] = children(rule, 'AbortMultipartUpload')
  return {
    id: text(rule, 'ID') ?? '',
    prefix: text(rule, 'Prefix') ?? '',
    tags: readTags(rule),
    largerThanBytes: number(filter, 'ObjectSizeGreaterThan'),
    smallerThanBytes: number(filter, 'ObjectSizeLessThan'),
    exceptions: children(filter, 'Not').map((not) => ({
      prefix: text(not, 'Prefix') ?? '',
      tags: readTags(not),
    })),
    expiration: expiration === undefined ? null : readWhen(expiration, 'Days'),
    cleansMarkers: expiration !== undefined && isTrue(expiration, 'ExpiredObjectDeleteMarker'),
    transitions: children(rule, 'Transition').flatMap((step) => readStep(step, 'Days')),
    noncurrentExpirationDays:
      noncurrent === undefined ? null : number(noncurrent, 'NoncurrentDays'),
    noncurrentTransitions: children(rule, 'NoncurrentVersionTransition').flatMap((step) =>
      readStep(step, 'NoncurrentDays'),
    ),
    abort: abort === undefined ? null : readWhen(abort, 'Days'),
  }
}

function readStep(step: XmlNode, daysName: string): readonly TransitionStep[] {
  const when = readWhen(step, daysName)
  if (when === null) return []
  return [
    {
      when,
      storageClass: text(step, 'StorageClass') ?? '',
      byAccess: isTrue(step, 'IsAccessTime'),
      returnsOnVisit: isTrue(step, 'ReturnToStdWhenVisit'),
      takesSmallFiles: text(step, 'AllowSmallFile')?.toLowerCase() !== 'false',
    },
  ]
}

function readWhen(action: XmlNode, daysName: string): When | null {
  const days = number(action, daysName)
  if (days !== null) return { kind: 'days', days }
  const before = text(action, 'CreatedBeforeDate')
  if (before !== null) return { kind: 'before', beforeMs: Date.parse(before) }
  const from = text(action, 'Date')
  return from === null ? null : { kind: 'from', fromMs: Date.parse(from) }
}

function readTags(node: XmlNode): readonly Tag[] {
  return children(node, 'Tag').map((tag) => ({
    key: text(tag, 'Key') ?? '',
    value: text(tag, 'Value') ?? '',
  }))
}

function number(node: XmlNode, name: string): number | null {
  const value = text(node, name)
  return value === null ? null : Number(value)
}

function isTrue(node: XmlNode, name: string): boolean {
  return text(node, name)?.toLowerCase() === 'true'
}
