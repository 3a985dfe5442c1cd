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
    subresource: facts.name,
    wire: { kind: 'xml' },
    arrays: [],
    serviceMade: [],
    absentCode: null,
    deletable: false,
    isEmpty: (document) => sameContent(document, facts.empty),
    headers: () => ({}),
    ...facts,
  }
}
