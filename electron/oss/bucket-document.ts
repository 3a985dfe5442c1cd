import { toFailure } from '../../shared/ipc/failure.ts'
import type { SectionDocument } from '../../shared/oss/section.ts'
import { contentOf, type SectionStep } from '../../shared/oss/section-action.ts'
import { sameContent } from '../../shared/oss/sections/same.ts'
import type { OssClient } from './client.ts'
import {
  type AccountInput,
  accountOperations,
  actionOperation,
  type SectionInput,
  sectionOperations,
} from './operations/section.ts'

export interface BucketDocument<Document> {
  readonly document: Document
  /** False when the bucket has no such configuration; the document is then the empty one. */
  readonly set: boolean
}

/**
 * The whole document, all pages of it: of a bucket, or without `bucket` of the account. "Not set" is an
 * ordinary answer here.
 */
export async function readDocument<Document>(
  client: OssClient,
  section: SectionDocument<string, Document>,
  input: SectionInput | AccountInput,
): Promise<BucketDocument<Document>> {
  const read = (parameters: SectionInput['parameters'] = {}): Promise<Document> => {
    const asked = { ...input, parameters: { ...input.parameters, ...parameters } }
    return 'bucket' in asked
      ? client.call(sectionOperations(section).get, asked)
      : client.call(accountOperations(section).get, asked)
  }
  try {
    let document: Document = await read()
    let next = nextOf(section, document)
    while (next !== null) {
      const page: Document = await read({ 'continuation-token': next })
      document = joined(section, document, page)
      const following = nextOf(section, page)
      // A service that names the same place again would make it turn for ever.
      next = following === next ? null : following
    }
    return { document, set: !section.isEmpty(document) }
  } catch (error) {
    if (section.absentCode === null || toFailure(error).code !== section.absentCode) throw error
    return { document: section.empty, set: false }
  }
}

/**
 * Makes of what the bucket has (`before`, as it was just read) what it shall have. Where that takes
 * several requests and one fails, those before it have been made: read again to see what is there.
 */
export async function changeDocument<Document>(
  client: OssClient,
  section: SectionDocument<string, Document>,
  input: SectionInput,
  before: Document,
  after: Document,
): Promise<void> {
  const operations = sectionOperations(section)
  if (sameContent(contentOf(section, before), contentOf(section, after))) return
  switch (section.write.kind) {
    case 'never':
      throw new Error(`${section.name} is made by the service`)
    case 'steps':
      for (const step of section.write.steps(before, after)) await send(client, step, input.bucket)
      return
    case 'replace':
      if (section.deletable && section.isEmpty(after)) await client.call(operations.delete, input)
      else await client.call(operations.put, { ...input, document: after })
  }
}

function send(client: OssClient, step: SectionStep, bucket: string): Promise<void> {
  return client.call(
    actionOperation(step, () => undefined),
    { bucket },
  )
}

type Loose = Readonly<Record<string, unknown>>

function nextOf<Document>(
  { paged }: SectionDocument<string, Document>,
  page: Document,
): string | null {
  const { IsTruncated, NextContinuationToken } = page as Loose
  const more = paged !== null && String(IsTruncated).toLowerCase() === 'true'
  return more && typeof NextContinuationToken === 'string' ? NextContinuationToken : null
}

/** The page with all that came before it in its list, which may be inside of another element. */
function joined<Document>(
  { paged, schema }: SectionDocument<string, Document>,
  before: Document,
  page: Document,
): Document {
  const add = (whole: unknown, next: unknown, path: readonly string[]): unknown => {
    const [name, ...rest] = path
    if (name === undefined) return [...((whole ?? []) as unknown[]), ...((next ?? []) as unknown[])]
    const inside = add(
      (whole as Loose | undefined)?.[name],
      (next as Loose | undefined)?.[name],
      rest,
    )
    return { ...(next as Loose | undefined), [name]: inside }
  }
  return paged === null ? page : schema.parse(add(before, page, paged.split('.')))
}
