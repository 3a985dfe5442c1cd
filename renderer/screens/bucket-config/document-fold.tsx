import type { JSX } from 'react'
import type { SectionName } from '../../../shared/bucket-config.ts'
import type { SectionWords } from '../../../shared/oss/section.ts'
import { documentText } from '../../../shared/oss/sections/document-text.ts'
import { withoutElements } from '../../../shared/oss/sections/same.ts'
import { sectionOf } from '../../../shared/oss/sections.ts'
import { Disclosure } from '../../ui/disclosure.tsx'

export interface DocumentFoldProps {
  readonly section: SectionName
  readonly document: unknown
  readonly words: SectionWords
}

/** What is sent, for those who want to see it. */
export function DocumentFold({ section: name, document, words }: DocumentFoldProps): JSX.Element {
  const section = sectionOf(name)
  const texts = words.config.page.preview
  const deleted = section.deletable && section.isEmpty(document)
  return (
    <Disclosure title={texts.document}>
      {deleted ? (
        <p className="muted">{texts.deletes}</p>
      ) : (
        // Long documents scroll, also with the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
        <pre className="config-document selectable" tabIndex={0}>
          {sentText(name, withoutElements(document, section.serviceMade))}
        </pre>
      )}
    </Disclosure>
  )
}

function sentText(name: SectionName, document: unknown): string {
  const { wire, root } = sectionOf(name)
  if (wire.kind === 'xml') return documentText(root, document)
  if (wire.kind === 'json') return JSON.stringify(document, null, 2)
  const value = wire.element.reduce<unknown>(
    (parent, element) => (parent as Record<string, unknown> | undefined)?.[element],
    document,
  )
  return `${wire.header}: ${String(value)}`
}
