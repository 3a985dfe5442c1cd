import type { Operation, RequestParts } from '../operation.ts'
import { child, childrenOf, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { orNull, required, timeOf, xmlType } from './fields.ts'

export interface Cname {
  readonly domain: string
  /** `Enabled` or `Disabled`. */
  readonly status: string | null
  readonly modifiedAt: string | null
  readonly certificate: {
    readonly id: string | null
    readonly status: string | null
    readonly validUntil: string | null
  } | null
}

/** The own domains that are bound to a bucket. */
export const listCname: Operation<BucketInput, readonly Cname[]> = {
  name: 'ListCname',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket }) => ({ bucket, query: { cname: null } }),
  success: [200],
  output: (answer) =>
    childrenOf(parseXmlOf('ListCnameResult', answer.body), 'Cname').map((cname) => {
      const certificate = child(cname, 'Certificate')
      return {
        domain: required(cname, 'Domain'),
        status: orNull(childText(cname, 'Status')),
        modifiedAt: timeOf(childText(cname, 'LastModified')),
        certificate: certificate
          ? {
              id: orNull(childText(certificate, 'CertId')),
              status: orNull(childText(certificate, 'Status')),
              validUntil: timeOf(childText(certificate, 'ValidEndDate')),
            }
          : null,
      }
    }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listcname',
}

export interface CnameInput extends BucketInput {
  readonly domain: string
}

function posted({ bucket, domain }: CnameInput, comp: string): RequestParts {
  return {
    bucket,
    query: { cname: null, comp },
    headers: { 'content-type': xmlType },
    body: buildDocument('BucketCnameConfiguration', { Cname: { Domain: domain } }),
    contentMd5: true,
  }
}

/** `NeedVerifyDomainOwnership` until the token of `createCnameToken` is in the domain's DNS. */
export const putCname: Operation<CnameInput, void> = {
  name: 'PutCname',
  method: 'POST',
  target: 'bucket',
  idempotent: true,
  request: (input) => posted(input, 'add'),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putcname',
}

export const deleteCname: Operation<CnameInput, void> = {
  name: 'DeleteCname',
  method: 'POST',
  target: 'bucket',
  idempotent: true,
  request: (input) => posted(input, 'delete'),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletecname',
}

export interface CnameToken {
  /** What the TXT record `_dnsauth` of the domain has to say. */
  readonly token: string
  readonly expiresAt: string | null
}

/** Within its life the same token comes again. */
export const createCnameToken: Operation<CnameInput, CnameToken> = {
  name: 'CreateCnameToken',
  method: 'POST',
  target: 'bucket',
  idempotent: true,
  request: (input) => posted(input, 'token'),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('CnameToken', answer.body)
    return { token: required(root, 'Token'), expiresAt: timeOf(childText(root, 'ExpireTime')) }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/createcnametoken',
}
