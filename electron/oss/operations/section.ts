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
  /** Of the document, where there are several. */
  readonly id?: string
  /** Further parameters of this request alone, such as `max-keys` and `continuation-token` of lists. */
  readonly parameters?: Readonly<Record<string, string | number>>
}
export type AccountInput = Omit<SectionInput, 'bucket'>

export interface SectionOperations<Document, Input = SectionInput> {
  /** Fails with the section's `absentCode` where nothing was ever set. */
  readonly get: Operation<Input, Document>
  /** Replaces the whole document. Only for sections that are written so. */
  readonly put: Operation<Input & { readonly document: Document }, void>
  /** Succeeds also when nothing was set. Only for those that are deletable. */
  readonly delete: Operation<Input, void>
}

/** The operations of a bucket-configuration section, made from its descriptor. */
export function sectionOperations<Document>(
  section: SectionDocument<string, Document>,
): SectionOperations<Document> {
  return operationsOf<Document, SectionInput>(section, 'bucket')
}

/** As `sectionOperations`, of what an account has as a whole. */
export function accountOperations<Document>(
  section: SectionDocument<string, Document>,
): SectionOperations<Document, AccountInput> {
  return operationsOf<Document, AccountInput>(section, 'service')
}

function operationsOf<Document, Input extends Partial<SectionInput>>(
  section: SectionDocument<string, Document>,
  target: 'bucket' | 'service',
): SectionOperations<Document, Input> {
  const { verb, stem, documentation } = section
  const shared = { target, idempotent: true, documentation } as const
  return {
    get: {
      ...shared,
      name: `${verb}${stem}`,
      method: 'GET',
      request: (input) => addressOf(section, input),
      success: [200],
      output: ({ body }) => parseSection(section, body),
    },
    put: {
      ...shared,
      name: `Put${stem}`,
      method: 'PUT',
      request: (input) => {
        const address = addressOf(section, input)
        const { headers, ...body } = written(section, input.document)
        return { ...address, ...body, headers: { ...address.headers, ...headers } }
      },
      success: [200],
      output: () => undefined,
    },
    delete: {
      ...shared,
      name: `Delete${stem}`,
      method: 'DELETE',
      request: (input) => addressOf(section, input),
      success: [200, 204],
      output: () => undefined,
    },
  }
}

function addressOf<Document>(
  section: SectionDocument<string, Document>,
  { bucket, id, parameters }: Partial<SectionInput>,
): RequestParts {
  const { idHeader } = section
  if (idHeader !== null && !id) throw new InputError('id', `${idHeader} is missing`)
  return {
    ...(bucket === undefined ? {} : { bucket }),
    query: { ...queryOf(section, id), ...parameters },
    ...(idHeader === null ? {} : { headers: { [idHeader]: id } }),
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
  const { putElement: part, root, wire } = section
  const content = contentOf(section, document)
  if (wire.kind === 'json') return JSON.stringify(content)
  if (part === null) return buildDocument(root, content)
  return buildDocument(part, (content as Readonly<Record<string, unknown>>)[part])
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
