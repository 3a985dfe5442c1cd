import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'
import { InputError } from '../../../shared/oss/input-error.ts'
import type { SectionDocument } from '../../../shared/oss/section.ts'
import { contentOf, queryOf, type SectionAction } from '../../../shared/oss/section-action.ts'
import type { AnswerParts, Operation, RequestParts } from '../operation.ts'
import { buildDocument, parseDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { xmlType } from './fields.ts'

export interface SectionInput {
  readonly bucket: string
  /** Of the document, where a bucket has several. */
  readonly id?: string
}

export interface SectionOperations<Document> {
  /** Fails with the section's `absentCode` where nothing was ever set. */
  readonly get: Operation<SectionInput & { readonly continuationToken?: string }, Document>
  /** Replaces the whole document. Only for sections that are written so. */
  readonly put: Operation<SectionInput & { readonly document: Document }, void>
  /** Succeeds also when nothing was set. Only for those that are deletable. */
  readonly delete: Operation<SectionInput, void>
}

/** The operations of a bucket-configuration section, made from its descriptor. */
export function sectionOperations<Document>(
  section: SectionDocument<string, Document>,
): SectionOperations<Document> {
  const shared = {
    target: 'bucket',
    idempotent: true,
    documentation: section.documentation,
  } as const
  return {
    get: {
      ...shared,
      name: `${section.verb}${section.stem}`,
      method: 'GET',
      request: ({ bucket, id, continuationToken }) => ({
        bucket,
        query: { ...queryOf(section, id), 'continuation-token': continuationToken },
      }),
      success: [200],
      output: ({ body }) => parseSection(section, body),
    },
    put: {
      ...shared,
      name: `Put${section.stem}`,
      method: 'PUT',
      request: ({ bucket, id, document }) => ({
        bucket,
        query: queryOf(section, id),
        ...written(section, document),
      }),
      success: [200],
      output: () => undefined,
    },
    delete: {
      ...shared,
      name: `Delete${section.stem}`,
      method: 'DELETE',
      request: ({ bucket, id }) => ({ bucket, query: queryOf(section, id) }),
      success: [200, 204],
      output: () => undefined,
    },
  }
}

/** The operation of an action; `output` reads what its answer tells. */
export function actionOperation<Input, Output = void>(
  action: SectionAction<Input>,
  output: (answer: AnswerParts) => Output,
): Operation<BucketInput & Input, Output> {
  const { name, method, idempotent, documentation } = action
  return {
    name,
    method,
    target: 'bucket',
    idempotent,
    request: (input) => {
      const { bucket } = input
      const query = action.query(input)
      const body = action.body(input)
      if (body === null) return { bucket, query }
      const text = buildDocument(body.root, body.content)
      return {
        bucket,
        query,
        headers: { 'content-type': xmlType },
        body: text,
        contentMd5: true,
      }
    },
    success: [200, 204],
    output,
    documentation,
  }
}

/** Throws `client.bad-response` for a document that is none of this section. */
export function parseSection<Document>(
  section: SectionDocument<string, Document>,
  source: string | Uint8Array,
): Document {
  const plain = section.wire.kind === 'json' ? parseJson(source) : parseDocument(source, section)
  const result = section.schema.safeParse(plain)
  if (result.success) return result.data
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw badContent(section.root, `unexpected content at ${where}`)
}

/** What the service made by itself is left out. */
export function buildSection<Document>(
  section: SectionDocument<string, Document>,
  document: Document,
): string {
  const content = contentOf(section, document)
  return section.wire.kind === 'json'
    ? JSON.stringify(content)
    : buildDocument(section.root, content)
}

function parseJson(source: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof source === 'string' ? source : Buffer.from(source).toString('utf8'))
  } catch (error) {
    throw badContent('JSON', error instanceof Error ? error.message : String(error))
  }
}

function badContent(what: string, message: string): FailureError {
  return new FailureError(localFailure('client.bad-response', `${what}: ${message}`))
}

function written<Document>(
  section: SectionDocument<string, Document>,
  document: Document,
): Pick<RequestParts, 'headers' | 'body' | 'contentMd5'> {
  const { wire } = section
  const headers = section.headers(document)
  if (wire.kind === 'header') {
    return { headers: { ...headers, [wire.header]: valueAt(document, wire.element) } }
  }
  const contentType = wire.kind === 'json' ? 'application/json' : xmlType
  return {
    headers: { ...headers, 'content-type': contentType },
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
