import type { z } from 'zod'
import type { Messages } from '../i18n/en.ts'
import type { Locale } from '../i18n/format.ts'

/**
 * The document of a bucket-configuration section, described once: all that the client needs.
 *
 * `Document` is the service's own document with the service's own element names. Every value in it
 * is text exactly as on the wire (`Days: '30'`), so a document is also the draft of a form: it can
 * hold a half-typed number, and what was never touched is written back as it was read. Schemas are
 * loose: elements that they do not know are kept.
 */
export interface SectionDocument<Name extends string = string, Document = unknown> {
  readonly name: Name
  /** The sub-resource in the query: `cors`, `lifecycle`, `acl`. */
  readonly subresource: string
  readonly wire: SectionWire
  /** Root element of the document; for `header` sections the root of the answer. */
  readonly root: string
  /** Elements, by path below the root (`CORSRule`, `CORSRule.AllowedOrigin`), that may repeat. */
  readonly arrays: readonly string[]
  /**
   * Elements, by path, that the service makes by itself (`Rule.AtimeBase`): kept out of what is
   * written and of every comparison.
   */
  readonly serviceMade: readonly string[]
  /** Parses what came from the service and what the form wants to send. */
  readonly schema: z.ZodType<Document>
  /** What the bucket has when nothing was ever set. */
  readonly empty: Document
  /** Service code that means "not set" (`NoSuchCORSConfiguration`), if any. */
  readonly absentCode: string | null
  /** True when an empty document is written with DELETE instead of PUT. */
  readonly deletable: boolean
  readonly isEmpty: (document: Document) => boolean
  /** Further headers of the PUT, lower-case names. */
  readonly headers: (document: Document) => Readonly<Record<string, string>>
  /** The service's documentation page. */
  readonly documentation: string
}

/**
 * A section that has a screen: its document and what is said about it. From it come the validation
 * on both sides, the sentences, the preview and the golden test.
 */
export interface Section<Name extends string = string, Document = unknown>
  extends SectionDocument<Name, Document> {
  /**
   * Rules beyond types, checked at the field before anything is sent. Never refuses what the
   * service might accept: unconfirmed limits are warnings, and the server decides.
   */
  readonly check: (document: Document) => readonly SectionIssue[]
  /** The whole document in sentences, one per part that changes on its own. */
  readonly statements: (document: Document, words: SectionWords) => readonly Statement[]
  /** Whether the order of the statements means something (first match wins). */
  readonly ordered: boolean
  /** What is dangerous in going from one document to the other, said as a consequence. */
  readonly risks: (before: Document, after: Document, words: SectionWords) => readonly Risk[]
}

/**
 * `xml`: GET, PUT and DELETE of an XML document. `header`: PUT carries one value of the document in
 * a request header and no body (ACL), GET answers XML.
 */
export type SectionWire =
  | { readonly kind: 'xml' }
  | {
      readonly kind: 'header'
      readonly header: string
      /** Where the value is in the document. */
      readonly element: readonly string[]
    }

export interface SectionIssue {
  /** Path into the document: `['CORSRule', 0, 'AllowedOrigin', 1]`. */
  readonly path: readonly (string | number)[]
  /** Key into the catalog `config.issues`. */
  readonly code: IssueCode
  readonly severity: 'error' | 'warning'
  readonly params: IssueParams
}
export type IssueCode = keyof Messages['config']['issues']
export type IssueParams = Readonly<Record<string, string>>

/** What sentences are made of. */
export interface SectionWords {
  readonly locale: Locale
  readonly config: Messages['config']
}

export interface Statement {
  /** Names the same part before and after a change: a rule's ID, or its place. */
  readonly id: string
  readonly text: string
  /** The part of the document that the sentence tells; compared to see whether it changed. */
  readonly content: unknown
}

export interface Risk {
  /** `danger`: data become public or are deleted. `caution`: costs, delays, surprises. */
  readonly level: 'danger' | 'caution'
  readonly text: string
}
