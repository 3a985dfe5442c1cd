import { z } from 'zod'
import { listSteps, type SectionAction, stepOf } from '../section-action.ts'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const certificate = z.looseObject({ CertId: text, Status: text, ValidEndDate: text })
const schema = z.looseObject({
  Cname: z
    .array(
      z.looseObject({
        Domain: z.string(),
        /** `Enabled` or `Disabled`. */
        Status: text,
        LastModified: text,
        Certificate: container(certificate).optional(),
      }),
    )
    .default([]),
})
type Cnames = z.infer<typeof schema>

const actionOf = (
  name: string,
  comp: string,
): SectionAction<{ readonly domain: string; readonly certificate?: object }> => ({
  name,
  method: 'POST',
  idempotent: true,
  query: () => ({ cname: null, comp }),
  body: ({ domain, certificate }) => ({
    root: 'BucketCnameConfiguration',
    content: { Cname: { Domain: domain, CertificateConfiguration: certificate } },
  }),
  documentation: `https://help.aliyun.com/zh/oss/developer-reference/${name.toLowerCase()}`,
})

/**
 * Binds a domain: `NeedVerifyDomainOwnership` until the token is in its DNS. `certificate` has the
 * service's elements: `CertId`, or `Certificate` and `PrivateKey`; further `PreviousCertId`, `Force`
 * and `DeleteCertificate`.
 */
export const putCnameAction = actionOf('PutCname', 'add')
export const deleteCnameAction = actionOf('DeleteCname', 'delete')

/** Answers the document `cnameToken`; within its life the same token comes again. */
export const createCnameTokenAction = actionOf('CreateCnameToken', 'token')

/** The own domains that are bound to a bucket. */
export const cnames = plain({
  name: 'cnames',
  verb: 'List',
  stem: 'Cname',
  subresource: 'cname',
  root: 'ListCnameResult',
  arrays: ['Cname'],
  serviceMade: [
    'Bucket',
    'Owner',
    'Cname.Status',
    'Cname.LastModified',
    'Cname.IsPurgeCdnCache',
    'Cname.Certificate',
  ],
  schema,
  empty: { Cname: [] },
  isEmpty: (document) => document.Cname.length === 0,
  write: {
    kind: 'steps',
    steps: (before: Cnames, after: Cnames) =>
      listSteps(before.Cname, after.Cname, {
        idOf: ({ Domain }) => Domain,
        // Whatever else there is of a domain, the service makes.
        content: ({ Domain }) => Domain,
        add: ({ Domain }) => stepOf(putCnameAction, { domain: Domain }),
        remove: ({ Domain }) => stepOf(deleteCnameAction, { domain: Domain }),
      }),
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listcname',
})

/** What the TXT record `_dnsauth` of a domain has to say before it can be bound. */
export const cnameToken = plain({
  name: 'cnameToken',
  stem: 'CnameToken',
  subresource: 'cname',
  parameter: 'cname',
  query: { comp: 'token' },
  root: 'CnameToken',
  schema: z.looseObject({ Token: z.string(), ExpireTime: text }),
  empty: { Token: '' },
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getcnametoken',
})
