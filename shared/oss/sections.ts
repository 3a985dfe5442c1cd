import type { SectionName } from '../bucket-config.ts'
import type { Section } from './section.ts'
import { acl } from './sections/acl.ts'
import { cors } from './sections/cors.ts'
import { lifecycle } from './sections/lifecycle.ts'

/** Every section that has a screen. The compiler compares it with `sectionNames` of `shared/bucket-config.ts`. */
export const sections = { acl, cors, lifecycle } as const satisfies {
  readonly [Name in SectionName]: Pick<Section<Name>, 'name' | 'subresource' | 'wire'>
}

/**
 * A section whose document type is not known where it is used. Only what its own `schema` has parsed
 * may be given to it.
 */
export function sectionOf(name: SectionName): Section {
  return sections[name] as unknown as Section
}
