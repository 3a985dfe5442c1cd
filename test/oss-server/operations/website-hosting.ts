import { authorizeBucket } from '../access.ts'
import { percentEncode } from '../encoding.ts'
import { ServiceError } from '../errors.ts'
import type { BucketExchange, ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { header } from '../request.ts'
import { children, text, type XmlNode } from '../xml.ts'
import { configured } from './configuration/configured.ts'
import { readFlag } from './configuration/kinds.ts'
import { getObject, headObject } from './get-object.ts'

/**
 * What a bucket that is a website answers to somebody who does not sign; null = it is none, or the
 * request is no visit. `key` null = the root.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketwebsite
 */
export function visitWebsite(exchange: BucketExchange, key: string | null): Reply | null {
  const { request, server, bucket, auth } = exchange
  const isVisit = request.method === 'GET' || request.method === 'HEAD'
  if (!isVisit || request.query.pairs.length > 0) return null
  // Who signs is a visitor only where something that looks like a folder is read.
  const readsFolder = request.method === 'GET' && key?.endsWith('/') === true
  if (auth.kind !== 'anonymous' && !readsFolder) return null
  const site = configured(server.store, bucket.name, 'website', 'WebsiteConfiguration')
  if (site === null) return null
  try {
    return page(exchange, site, key)
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status !== 404) throw error
    const answer = route(exchange, site, key) ?? errorPage(exchange, site)
    if (answer !== null) return answer
    throw error
  }
}

function page(exchange: BucketExchange, site: XmlNode, key: string | null): Reply | null {
  const [index] = children(site, 'IndexDocument')
  const suffix = (index && text(index, 'Suffix')) || null
  const deep = index !== undefined && readFlag(index, 'SupportSubDir') === true
  if (suffix === null) return key === null ? null : read(exchange, key)
  if (key === null) return read(exchange, suffix)
  if (exists(exchange, key)) return read(exchange, key)
  if (!deep) return read(exchange, key.endsWith('/') ? suffix : key)
  if (key.endsWith('/')) return read(exchange, key + suffix)
  const inside = `${key}/${suffix}`
  const type = text(index, 'Type') ?? '0'
  if (type === '1' || !exists(exchange, inside)) return read(exchange, key)
  if (type === '2') return read(exchange, inside)
  return { status: 302, headers: { location: `/${percentEncode(`${key}/`, true)}` } }
}

function read(exchange: BucketExchange, key: string): Reply {
  authorizeBucket(exchange, exchange.bucket, key, 'read', 'oss:GetObject')
  const own: ObjectExchange = { ...exchange, key }
  return exchange.request.method === 'HEAD' ? headObject(own) : getObject(own)
}

function exists({ server, bucket }: BucketExchange, key: string): boolean {
  return server.store.objects.find(bucket.name, key) !== null
}

function errorPage(exchange: BucketExchange, site: XmlNode): Reply | null {
  const [document] = children(site, 'ErrorDocument')
  const key = document === undefined ? null : text(document, 'Key')
  if (document === undefined || key === null || !exists(exchange, key)) return null
  return { ...read(exchange, key), status: text(document, 'HttpStatus') === '200' ? 200 : 404 }
}

/** Redirects by rule; mirrors need a network and are left out. */
function route(exchange: BucketExchange, site: XmlNode, key: string | null): Reply | null {
  const rules = children(site, 'RoutingRules')
    .flatMap((all) => children(all, 'RoutingRule'))
    .sort((a, b) => Number(text(a, 'RuleNumber')) - Number(text(b, 'RuleNumber')))
  for (const rule of rules) {
    const [condition = {}] = children(rule, 'Condition')
    const [redirect = {}] = children(rule, 'Redirect')
    const type = text(redirect, 'RedirectType')
    if (type !== 'External' && type !== 'AliCDN') continue
    if (fits(exchange, condition, key ?? ''))
      return redirectReply(exchange, condition, redirect, key)
  }
  return null
}

function fits({ request }: BucketExchange, condition: XmlNode, key: string): boolean {
  const status = text(condition, 'HttpErrorCodeReturnedEquals')
  return (
    (status === null || status === '404') &&
    key.startsWith(text(condition, 'KeyPrefixEquals') ?? '') &&
    key.endsWith(text(condition, 'KeySuffixEquals') ?? '') &&
    children(condition, 'IncludeHeader').every(
      (each) => header(request, (text(each, 'Key') ?? '').toLowerCase()) === text(each, 'Equals'),
    )
  )
}

function redirectReply(
  { request }: BucketExchange,
  condition: XmlNode,
  redirect: XmlNode,
  key: string | null,
): Reply {
  const prefix = text(condition, 'KeyPrefixEquals') ?? ''
  const replaced = text(redirect, 'ReplaceKeyPrefixWith')
  const whole = text(redirect, 'ReplaceKeyWith')
  let target = key ?? ''
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in the rule
  if (whole !== null) target = whole.replaceAll('${key}', target)
  else if (replaced !== null) target = replaced + target.slice(prefix.length)
  const protocol = text(redirect, 'Protocol') ?? 'http'
  const host = text(redirect, 'HostName') ?? request.hostId
  const location = `${protocol}://${host}/${percentEncode(target, true)}`
  return { status: Number(text(redirect, 'HttpRedirectCode') ?? 302), headers: { location } }
}
