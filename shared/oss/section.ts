import type { z } from 'zod'
import type { Messages } from '../i18n/en.ts'
import type { Locale } from '../i18n/format.ts'
import type { Query } from './address.ts'
import type { SectionStep } from './section-action.ts'

/**
 * The document of a bucket-configuration section, described once: all that the client needs.
 *
 * `Document` is the service's own document with the service's own element names. Every value of XML
 * is text exactly as on the wire (`Days: '30'`), so a document is also the draft of a form: it can
 * hold a half-typed number, and what was never touched is written back as it was read. Schemas are
 * loose: elements that they do not know are kept.
 */
export interface SectionDocument<Name extends string = string, Document = unknown> {
  readonly name: Name
  /** Of the operation that reads it. */
  readonly verb: 'Get' | 'List'
  /** What the service's operations are called behind their verb: `BucketCors`, `Style`. */
  readonly stem: string
  /** The sub-resource in the query: `cors`, `lifecycle`, `acl`. */
  readonly subresource: string
  /** Query parameter that names one of several documents (`inventoryId`); null = there is only one. */
  readonly parameter: string | null
  /** As `parameter`, for documents that are named by a header: lower-case. */
  readonly idHeader: string | null
  /** Further parameters of all its requests. */
  readonly query: Query
  /** Path of the element that repeats in a list that comes in pages; null = it comes whole. */
  readonly paged: string | null
  readonly wire: SectionWire
  readonly write: SectionWrite<Document>
  /** Element that PUT carries alone, as a root; null = the whole document. */
  readonly putElement: string | null
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
 * `xml`, `json`: the document as it is. `header`: PUT carries one value of the document in a request
 * header and no body (ACL), GET answers XML.
 */
export type SectionWire =
  | { readonly kind: 'xml' }
  | { readonly kind: 'json' }
  | {
      readonly kind: 'header'
      readonly header: string
      /** Where the value is in the document. */
      readonly element: readonly string[]
    }

/** How what a bucket has becomes another document. */
export type SectionWrite<Document> =
  /** PUT replaces the whole. */
  | { readonly kind: 'replace' }
  /**
   * By requests that change a part each, to be sent in this order; none = both say the same. Throws
   * `input.invalid` for what the service has no way to do.
   */
  | {
      readonly kind: 'steps'
      readonly steps: (before: Document, after: Document) => readonly SectionStep[]
    }
  /** The service makes it, out of other things. */
  | { readonly kind: 'never' }

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
