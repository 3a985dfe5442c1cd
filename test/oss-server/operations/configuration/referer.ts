import { accessDenied, malformedXml } from '../../errors.ts'
import type { BucketExchange, Exchange } from '../../exchange.ts'
import { header } from '../../request.ts'
import { children, texts, type XmlNode } from '../../xml.ts'
import { configured } from './configured.ts'
import { readFlag, requireFlag } from './kinds.ts'

const root = 'RefererConfiguration'
const maxBytes = 20 * 1024

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreferer */
export function checkReferer(document: XmlNode, _exchange: BucketExchange, body: string): void {
  requireFlag(document, 'AllowEmptyReferer')
  readFlag(document, 'AllowTruncateQueryString')
  readFlag(document, 'TruncatePath')
  if (document.RefererList === undefined) throw malformedXml('RefererList is missing.')
  if (Buffer.byteLength(body) > maxBytes) throw malformedXml('The list is too long.')
}

/** A request signed in its header is never refused: who signs it cannot be another site's visitor. */
export function enforceReferer(exchange: Exchange, bucket: string): void {
  if (exchange.auth.kind === 'header') return
  const document = configured(exchange.server.store, bucket, 'referer', root)
  if (document === null || allows(document, header(exchange.request, 'referer') ?? '')) return
  throw accessDenied('You are denied by bucket referer policy.', {
    ec: '0003-00000501',
    fields: { BucketName: bucket },
  })
}

function allows(document: XmlNode, given: string): boolean {
  const emptyAllowed = readFlag(document, 'AllowEmptyReferer') ?? true
  if (given === '') return emptyAllowed
  const referer = truncate(document, given)
  const matches = (list: string): boolean =>
    children(document, list)
      .flatMap((each) => texts(each, 'Referer'))
      .some((pattern) => toExpression(pattern).test(referer))
  if (matches('RefererBlacklist')) return false
  const listed = children(document, 'RefererList').flatMap((each) => texts(each, 'Referer'))
  return listed.length === 0 || matches('RefererList')
}

function truncate(document: XmlNode, referer: string): string {
  if (readFlag(document, 'TruncatePath') === true) {
    return /^[a-z]+:\/\/[^/?]+/i.exec(referer)?.[0] ?? referer
  }
  if (readFlag(document, 'AllowTruncateQueryString') === false) return referer
  return referer.split('?')[0] ?? referer
}

/** `*` stands for any characters, `?` for one. */
function toExpression(pattern: string): RegExp {
  const source = [...pattern].map((character) => {
    if (character === '*') return '.*'
    if (character === '?') return '.'
    return character.replace(/[\\^$.|+()[\]{}]/, '\\$&')
  })
  return new RegExp(`^${source.join('')}$`, 'i')
}
