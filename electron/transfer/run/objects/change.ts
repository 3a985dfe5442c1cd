import type { SpecOf } from '../../../../shared/transfer/kinds.ts'
import type { Outcome } from '../../schedule/outcome.ts'
import { termsOf } from '../../terms.ts'
import { connected, type Runner, type Try } from '../context.ts'
import type { Attributes } from './carry.ts'
import { each } from './each.ts'
import { describe, leftOut, ownPlace } from './facts.ts'
import { rewrite } from './rewrite.ts'

/** Changes of what is said about objects; each can be done again without harm. */
export const runAcl: Runner = each('acl', async (at) => {
  const { remote, bucket, key } = ownPlace(at)
  const { acl } = termsOf(at.transfer, 'acl')
  await connected(at, () => remote.setAcl(bucket, key, acl, at.signal))
  return { kind: 'done' }
})

export const runTags: Runner = each('tags', async (at) => {
  const { remote, bucket, key } = ownPlace(at)
  const { tags: changes, replace } = termsOf(at.transfer, 'tags')
  const current = replace ? {} : await connected(at, () => remote.tags(bucket, key, at.signal))
  const tags = changed(current, changes)
  if (!replace && isSame(current, tags)) return leftOut('transfer.already-so', key)
  await connected(at, () => remote.setTags(bucket, key, tags, at.signal))
  return { kind: 'done' }
})

export const runMetadata: Runner = each('metadata', (at) => {
  const terms = termsOf(at.transfer, 'metadata')
  return rewriteUnlessSame(at, (current) => withMetadata(current, terms))
})

export const runStorageClass: Runner = each('storage-class', (at) => {
  const { storageClass } = termsOf(at.transfer, 'storage-class')
  return rewriteUnlessSame(at, (current) => ({ ...current, storageClass }))
})

async function rewriteUnlessSame(
  at: Try,
  change: (current: Attributes) => Attributes,
): Promise<Outcome> {
  const place = ownPlace(at)
  const facts = await describe(at, place)
  if (facts.type === 'Symlink') return leftOut('transfer.link', place.key)
  return rewrite(at, place, facts, change)
}

function withMetadata(current: Attributes, terms: SpecOf<'metadata'>): Attributes {
  const { headers } = terms
  const value = (name: keyof typeof headers, known: string | null): string | null =>
    headers[name] === undefined ? known : headers[name]
  return {
    ...current,
    contentType: value('content-type', current.contentType),
    cacheControl: value('cache-control', current.cacheControl),
    contentDisposition: value('content-disposition', current.contentDisposition),
    contentEncoding: value('content-encoding', current.contentEncoding),
    contentLanguage: value('content-language', current.contentLanguage),
    expires: value('expires', current.expires),
    metadata: changed(terms.replace ? {} : current.metadata, lowerCased(terms.metadata)),
  }
}

/** Names of metadata have no case, and come back in lower case. */
function lowerCased(
  values: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

function changed(
  current: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const all: Record<string, string | null> = { ...current, ...changes }
  const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(kept)
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
