import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { signV1 } from '../../../electron/oss/sign-v1.ts'
import { signV4 } from '../../../electron/oss/sign-v4.ts'

interface PeerRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly queries?: Readonly<Record<string, string | null>>
  readonly parameters?: Readonly<Record<string, string | null>>
}
interface Peer {
  authorizationV4(
    id: string,
    secret: string,
    region: string,
    method: string,
    request: PeerRequest,
    bucket: string | undefined,
    key: string | undefined,
  ): string
  buildCanonicalString(method: string, resource: string, request: PeerRequest): string
  authorization(id: string, secret: string, text: string): string
}

/** The signer of an independent client. */
const peer = createRequire(import.meta.url)('ali-oss/lib/common/signUtils') as Peer

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
const oneLine = text.filter((value) => value.isWellFormed())
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
const headerName = fc.oneof(
  word.map((name) => `x-oss-meta-${name}`),
  fc.constantFrom('content-type', 'content-md5', 'range', 'x-oss-acl'),
)
const request = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
  bucket: word,
  key: fc.option(oneLine, { nil: null }),
  query: fc.dictionary(word, fc.option(oneLine, { nil: null }), { noNullPrototype: true }),
  headers: fc.dictionary(
    headerName,
    // Blanks at the ends are trimmed by both, but tabs and the like only by one.
    oneLine.map((value) => value.trim()),
    { noNullPrototype: true },
  ),
  region: fc.constantFrom('cn-hangzhou', 'us-east-1', 'ap-southeast-1'),
  atMs: fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 }),
})
const secret = fc.string({ minLength: 1 })
const id = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/)

it('V4: signs as ali-oss does', () => {
  fc.assert(
    fc.property(request, id, secret, (unsigned, accessKeyId, accessKeySecret) => {
      const signed = signV4(unsigned, { accessKeyId, accessKeySecret })
      const { authorization, ...added } = signed
      const theirs = peer.authorizationV4(
        accessKeyId,
        accessKeySecret,
        unsigned.region,
        unsigned.method,
        { headers: { ...unsigned.headers, ...added }, queries: unsigned.query },
        unsigned.bucket,
        unsigned.key ?? undefined,
      )
      expect(authorization).toBe(theirs)
    }),
    { numRuns: 3000 },
  )
})

it('V1: signs as ali-oss does', () => {
  const signedParameter = fc.constantFrom(
    'acl',
    'uploadId',
    'partNumber',
    'uploads',
    'x-oss-process',
  )
  const query = fc.dictionary(signedParameter, fc.option(oneLine, { nil: null }), {
    noNullPrototype: true,
  })
  fc.assert(
    fc.property(request, query, id, secret, (base, parameters, accessKeyId, accessKeySecret) => {
      const unsigned = { ...base, query: parameters }
      const signed = signV1(unsigned, { accessKeyId, accessKeySecret })
      const { authorization, ...added } = signed
      const canonical = peer.buildCanonicalString(
        unsigned.method,
        `/${unsigned.bucket}/${unsigned.key ?? ''}`,
        { headers: { ...unsigned.headers, ...added }, parameters },
      )
      expect(authorization).toBe(peer.authorization(accessKeyId, accessKeySecret, canonical))
    }),
    { numRuns: 3000 },
  )
})
