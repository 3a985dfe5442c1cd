import type { z } from 'zod'

/**
 * A bucket-configuration section, described once. From it come the client calls, the validation
 * on both sides, the sentences, the server's behaviour in tests and the golden test.
 *
 * `Document` is the service's own document with the service's own element names. Schemas are loose:
 * elements that they do not know are kept, so that reading and writing back changes nothing.
 */
export interface Section<Name extends string = string, Document = unknown> {
  readonly name: Name
  /** The sub-resource in the query: `cors`, `lifecycle`, `acl`. */
  readonly subresource: string
  readonly wire: SectionWire
  /** Root element of the document; for `header` sections the root of the answer. */
  readonly root: string
  /** Child elements, by path below the root (`CORSRule`, `CORSRule.AllowedOrigin`), that may repeat. */
  readonly arrays: readonly string[]
  /** Parses what came from the service and what the form wants to send. */
  readonly schema: z.ZodType<Document>
  /** What the bucket has when nothing was ever set. */
  readonly empty: Document
  /** Service code that means "not set" (`NoSuchCORSConfiguration`), if any. */
  readonly absentCode: string | null
  /** True when an empty document is written with DELETE instead of PUT. */
  readonly deletable: boolean
  readonly isEmpty: (document: Document) => boolean
  /**
   * Rules beyond types, checked at the field before anything is sent. Never refuses what the
   * service might accept: unconfirmed limits are warnings, and the server decides.
   */
  readonly check: (document: Document) => readonly SectionIssue[]
  /** The service's documentation page. */
  readonly documentation: string
}

/**
 * `xml`: GET, PUT and DELETE of an XML document. `header`: PUT carries the value in a request header
 * and no body (ACL), GET answers XML.
 */
export type SectionWire =
  | { readonly kind: 'xml' }
  | { readonly kind: 'header'; readonly header: string; readonly element: string }

export interface SectionIssue {
  /** Path into the document: `['CORSRule', 0, 'AllowedOrigin', 1]`. */
  readonly path: readonly (string | number)[]
  /** Key into the catalog `config.issues`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly params: Readonly<Record<string, string | number>>
}
