import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { InputError } from '../../../shared/oss/input-error.ts'
import type { SectionDocument } from '../../../shared/oss/section.ts'
import { withoutElements } from '../../../shared/oss/sections/same.ts'
import type { Operation } from '../operation.ts'
import { buildDocument, parseDocument } from '../xml-document.ts'

export interface SectionOperations<Document> {
  /** Fails with the section's `absentCode` where nothing was ever set. */
  readonly get: Operation<{ readonly bucket: string }, Document>
  /** Replaces the whole document. */
  readonly put: Operation<{ readonly bucket: string; readonly document: Document }, void>
  /** Succeeds also when nothing was set. */
  readonly delete: Operation<{ readonly bucket: string }, void>
}

/** The three operations of a bucket-configuration section, made from its descriptor. */
export function sectionOperations<Document>(
  section: SectionDocument<string, Document>,
): SectionOperations<Document> {
  const name = section.name[0]?.toUpperCase() + section.name.slice(1)
  const shared = {
    target: 'bucket',
    idempotent: true,
    documentation: section.documentation,
  } as const
  const query = { [section.subresource]: null }
  return {
    get: {
      ...shared,
      name: `GetBucket${name}`,
      method: 'GET',
      request: ({ bucket }) => ({ bucket, query }),
      success: [200],
      output: ({ body }) => parseSection(section, body),
    },
    put: {
      ...shared,
      name: `PutBucket${name}`,
      method: 'PUT',
      request: ({ bucket, document }) => ({ bucket, query, ...written(section, document) }),
      success: [200],
      output: () => undefined,
    },
    delete: {
      ...shared,
      name: `DeleteBucket${name}`,
      method: 'DELETE',
      request: ({ bucket }) => ({ bucket, query }),
      success: [200, 204],
      output: () => undefined,
    },
  }
}

/** Throws `client.bad-response` for a document that is none of this section. */
export function parseSection<Document>(
  section: SectionDocument<string, Document>,
  xml: string | Uint8Array,
): Document {
  const result = section.schema.safeParse(parseDocument(xml, section))
  if (result.success) return result.data
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new FailureError(
    localFailure('client.bad-response', `${section.root}: unexpected content at ${where}`),
  )
}

/** What the service made by itself is left out. */
export function buildSection<Document>(
  section: SectionDocument<string, Document>,
  document: Document,
): string {
  return buildDocument(section.root, withoutElements(document, section.serviceMade))
}

function written<Document>(
  section: SectionDocument<string, Document>,
  document: Document,
): Pick<ReturnType<Operation<unknown, unknown>['request']>, 'headers' | 'body' | 'contentMd5'> {
  const headers = section.headers(document)
  if (section.wire.kind === 'header') {
    const value = valueAt(document, section.wire.element)
    return { headers: { ...headers, [section.wire.header]: value } }
  }
  return {
    headers: { ...headers, 'content-type': 'application/xml' },
    body: buildSection(section, document),
    contentMd5: true,
  }
}

function valueAt(document: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (parent, name) => (parent as Record<string, unknown> | undefined)?.[name],
    document,
  )
  if (typeof value === 'string' && value !== '') return value
  throw new InputError(path.join('.'), `${path.join('.')} is missing`)
}
