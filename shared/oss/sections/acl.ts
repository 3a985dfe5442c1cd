import { z } from 'zod'
import { type BucketAcl, bucketAcls } from '../../objects.ts'
import { plain } from '../documents/plain.ts'
import type { Risk, Section, SectionWords } from '../section.ts'
import { refuse } from './check.ts'

const schema = z.looseObject({
  AccessControlList: z.looseObject({ Grant: z.string() }),
})
export type AclDocument = z.infer<typeof schema>

export function isBucketAcl(text: string): text is BucketAcl {
  return (bucketAcls as readonly string[]).includes(text)
}

/** A document that grants this; the owner, which only answers have, stays. */
export function withGrant(document: AclDocument, grant: BucketAcl): AclDocument {
  return { ...document, AccessControlList: { ...document.AccessControlList, Grant: grant } }
}

/** Who may open the bucket's files. https://help.aliyun.com/zh/oss/developer-reference/putbucketacl */
export const acl: Section<'acl', AclDocument> = {
  ...plain<'acl', AclDocument>({
    name: 'acl',
    wire: { kind: 'header', header: 'x-oss-acl', element: ['AccessControlList', 'Grant'] },
    root: 'AccessControlPolicy',
    serviceMade: ['Owner'],
    schema,
    empty: { AccessControlList: { Grant: 'private' } },
    isEmpty: () => false,
    documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketacl',
  }),
  check: (document) =>
    isBucketAcl(document.AccessControlList.Grant)
      ? []
      : [refuse(['AccessControlList', 'Grant'], 'aclUnknown')],
  statements: (document, words) => [
    { id: 'grant', text: sentence(document, words), content: document.AccessControlList.Grant },
  ],
  ordered: false,
  risks,
}

function sentence(document: AclDocument, words: SectionWords): string {
  const grant = document.AccessControlList.Grant
  return isBucketAcl(grant) ? words.config.acl.sentence[grant] : words.config.acl.unknown(grant)
}

function risks(before: AclDocument, after: AclDocument, words: SectionWords): readonly Risk[] {
  const grant = after.AccessControlList.Grant
  if (grant === before.AccessControlList.Grant) return []
  const texts = words.config.acl.risk
  switch (grant) {
    case 'public-read':
      return [{ level: 'danger', text: texts.publicRead }]
    case 'public-read-write':
      return [
        { level: 'danger', text: texts.publicReadWrite },
        { level: 'danger', text: texts.publicReadWriteCost },
      ]
    default:
      return [{ level: 'caution', text: texts.nowPrivate }]
  }
}
