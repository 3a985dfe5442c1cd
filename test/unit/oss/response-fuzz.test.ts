import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf, OssError } from '../../../electron/oss/errors.ts'
import type { AnswerParts } from '../../../electron/oss/operation.ts'
import { parseSection } from '../../../electron/oss/operations/section.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { documentNames, documentOf } from '../../../shared/oss/documents.ts'
import { samples } from './document-samples.ts'
import { exchanges } from './exchanges/all.ts'

/** What stands where something else should: in elements, in headers. */
const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '-1',
    '1e309',
    '99999999999999999999999999',
    'NaN',
    '%FF%',
    '&#0;',
    '&nope;',
    '&#x110000;',
    '<a/>',
    '<a><a><a></a></a></a>',
    '<![CDATA[]]>',
    '<!-- -->',
    '9999-99-99T99:99:99Z',
    '\u0000',
    '\ud800',
  ),
)

/** Something near to a good answer. */
function mutated(good: Buffer): fc.Arbitrary<Buffer> {
  const text = good.toString('latin1')
  const values = [...text.matchAll(/>[^<]*</g)].map((match) => match.index)
  const elements = [...text.matchAll(/<[^>]*>/g)].map((match) => match.index)
  const at = fc.nat(Math.max(0, text.length - 1))
  return fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    at.map((end) => good.subarray(0, end)),
    fc.tuple(at, fc.nat(255)).map(([index, byte]) => {
      const changed = Buffer.from(good)
      if (index < changed.length) changed[index] = byte
      return changed
    }),
    fc.tuple(fc.nat(Math.max(0, values.length - 1)), strange).map(([index, value]) => {
      const start = values[index] ?? 0
      const end = text.indexOf('<', start + 1)
      return Buffer.from(
        `${text.slice(0, start + 1)}${value}${text.slice(Math.max(end, start + 1))}`,
      )
    }),
    fc.nat(Math.max(0, elements.length - 1)).map((index) => {
      const start = elements[index] ?? 0
      return Buffer.from(text.slice(0, start) + text.slice(text.indexOf('>', start) + 1), 'latin1')
    }),
    fc.constantFrom(...exchanges).map(({ answer }) => answer.body),
  )
}

const headerNames = [
  ...new Set(exchanges.flatMap(({ answer }) => Object.keys(answer.headers))),
  'content-length',
  'retry-after',
  'x-oss-err',
  'x-oss-qos-delay-time',
]

function answers(good: AnswerParts & { readonly body: Buffer }): fc.Arbitrary<AnswerParts> {
  const headers = fc.dictionary(fc.constantFrom(...headerNames), strange)
  return fc.record({
    status: fc.constantFrom(good.status, 200, 206, 403, 500),
    headers: headers.map((changed) => ({ ...good.headers, ...changed })),
    body: mutated(good.body),
  })
}

/** Runs; the only error that may come is one of ours, and no number may be none. */
function survives(read: () => unknown): void {
  let output: unknown
  try {
    output = read()
  } catch (error) {
    expect(error).toBeInstanceOf(FailureError)
  }
  expect(isSound(output)).toBe(true)
}

function isSound(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true
  return Object.values(value).every(isSound)
}

const titled = exchanges.map((each) => [`${each.operation.name}: ${each.line}`, each] as const)

describe('whatever is answered', () => {
  it.each(titled)('%s', (_, { operation, input, answer }) => {
    fc.assert(
      fc.property(answers(answer), (given) => {
        survives(() => operation.output(given, input as never))
      }),
      { numRuns: 150 },
    )
  })

  it.each(documentNames.filter((name) => name !== 'acl'))('the document %s', (name) => {
    const good = Buffer.from(samples[name as keyof typeof samples])
    fc.assert(
      fc.property(mutated(good), (body) => {
        survives(() => parseSection(documentOf(name), body))
      }),
      { numRuns: 150 },
    )
  })

  it('an error is always an error that says what it can', () => {
    const good = Buffer.from(
      '<Error><Code>NoSuchKey</Code><Message>m</Message><RequestId>R</RequestId><EC>1</EC></Error>',
    )
    fc.assert(
      fc.property(answers({ status: 404, headers: {}, body: good }), (given) => {
        const error = errorOf(given)
        expect(error).toBeInstanceOf(OssError)
        expect(error.failure.code).not.toBe('')
        expect(error.failure.status).toBe(given.status)
        expect(error.retryAfterMs === null || error.retryAfterMs > 0).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
