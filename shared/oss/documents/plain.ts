import type { z } from 'zod'
import type { SectionDocument } from '../section.ts'
import { sameContent } from '../sections/same.ts'

type Facts<Name extends string, Document> = Pick<
  SectionDocument<Name, Document>,
  'name' | 'root' | 'empty' | 'documentation'
> & { readonly schema: z.ZodType<Document> } & Partial<SectionDocument<Name, Document>>

/** A section that is an XML document at a sub-resource of its own name, unless it says otherwise. */
export function plain<Name extends string, Document>(
  facts: Facts<Name, Document>,
): SectionDocument<Name, Document> {
  return {
    verb: 'Get',
    stem: `Bucket${facts.name[0]?.toUpperCase()}${facts.name.slice(1)}`,
    subresource: facts.name,
    parameter: null,
    idHeader: null,
    query: {},
    paged: null,
    wire: { kind: 'xml' },
    write: { kind: 'replace' },
    putElement: null,
    arrays: [],
    serviceMade: [],
    absentCode: null,
    deletable: false,
    isEmpty: (document) => sameContent(document, facts.empty),
    headers: () => ({}),
    ...facts,
  }
}
