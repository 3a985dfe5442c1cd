import type { CallOptions, OssClient } from './client.ts'
import { OssError } from './errors.ts'
import type { Operation } from './operation.ts'

/**
 * Page after page of a listing, one request at a time, as far as the caller goes on. `following`
 * makes the input of the next page from what the last one named. A service that names the same place
 * twice in a row would make it turn for ever: that throws `client.bad-response`.
 */
export async function* paginate<Input, Page extends { readonly next: unknown }>(
  client: OssClient,
  operation: Operation<Input, Page>,
  first: Input,
  following: (input: Input, next: NonNullable<Page['next']>) => Input,
  options?: CallOptions,
): AsyncGenerator<Page, void, undefined> {
  let input = first
  let before: string | null = null
  while (true) {
    const page = await client.call(operation, input, options)
    yield page
    const { next } = page
    if (next === null || next === undefined) return
    const place = JSON.stringify(next)
    if (place === before) throw repeated(operation.name)
    before = place
    input = following(input, next as NonNullable<Page['next']>)
  }
}

function repeated(name: string): OssError {
  return new OssError({
    code: 'client.bad-response',
    message: `${name} named the same next page twice`,
    status: 200,
    requestId: null,
    ec: null,
    retryable: false,
    details: {},
  })
}
