import { describe, expect, it } from 'vitest'
import { errorOf } from '../../../electron/oss/errors.ts'
import type { AnswerParts } from '../../../electron/oss/operation.ts'
import { errorClassOf, isCredentialsRefused, isRetryable } from '../../../shared/oss/error-codes.ts'

function answer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): AnswerParts {
  return { status, headers, body: Buffer.from(body) }
}

const xml = (children: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${children}</Error>`

describe('errorOf', () => {
  it('reads XML, with every child but what signatures are made of', () => {
    const body = xml(
      '<Code>SignatureDoesNotMatch</Code><Message>The signature differs.</Message>' +
        '<RequestId>57ABD896CCB80C366955AAAA</RequestId><HostId>b.oss.aliyuncs.com</HostId>' +
        '<OSSAccessKeyId>LTAIsecretid</OSSAccessKeyId><SignatureProvided>abc</SignatureProvided>' +
        '<StringToSign>OSS4 LTAIsecretid</StringToSign><StringToSignBytes>4F</StringToSignBytes>' +
        '<CanonicalRequest>x-oss-security-token:tok</CanonicalRequest>' +
        '<CanonicalRequestBytes>78</CanonicalRequestBytes><EC>0002-00000040</EC>' +
        '<Key>a&amp;b</Key><ServerTime>2025-01-01T00:00:00.000Z</ServerTime>',
    )
    const error = errorOf(answer(403, body))
    expect(error.failure).toEqual({
      code: 'SignatureDoesNotMatch',
      message: 'The signature differs.',
      status: 403,
      requestId: '57ABD896CCB80C366955AAAA',
      ec: '0002-00000040',
      retryable: false,
      details: {
        HostId: 'b.oss.aliyuncs.com',
        Key: 'a&b',
        ServerTime: '2025-01-01T00:00:00.000Z',
      },
    })
    expect(error.class).toBe('auth')
  })

  it('does not keep an argument that may be a token', () => {
    const argument = (name: string): string =>
      xml(
        `<Code>InvalidArgument</Code><ArgumentName>${name}</ArgumentName><ArgumentValue>v</ArgumentValue>`,
      )
    expect(errorOf(answer(400, argument('x-oss-security-token'))).failure.details).toEqual({
      ArgumentName: 'x-oss-security-token',
    })
    expect(errorOf(answer(400, argument('max-keys'))).failure.details).toEqual({
      ArgumentName: 'max-keys',
      ArgumentValue: 'v',
    })
  })

  it('prefers the headers for the request id and the fine-grained code', () => {
    const headers = { 'x-oss-request-id': 'R1', 'x-oss-ec': 'E1' }
    const body = xml('<Code>NoSuchKey</Code><RequestId>R2</RequestId><EC>E2</EC>')
    expect(errorOf(answer(404, body, headers)).failure).toMatchObject({ requestId: 'R1', ec: 'E1' })
  })

  it('reads the header that stands for the body of a HEAD', () => {
    const header = Buffer.from(xml('<Code>NoSuchKey</Code><Key>中</Key>')).toString('base64')
    expect(errorOf(answer(404, '', { 'x-oss-err': header })).failure).toMatchObject({
      code: 'NoSuchKey',
      details: { Key: '中' },
    })
  })

  it('reads JSON, bare or wrapped', () => {
    const facts = '{"Code":"InvalidArgument","Message":"m","RequestId":"R","Size":3,"More":{}}'
    for (const body of [facts, `{"Error":${facts}}`]) {
      expect(errorOf(answer(400, body)).failure).toMatchObject({
        code: 'InvalidArgument',
        message: 'm',
        requestId: 'R',
        details: { Size: '3' },
      })
    }
  })

  it.each([
    [304, '', 'NotModified', false],
    [404, '', 'NotFound', false],
    [412, '', 'PreconditionFailed', false],
    [502, '<html><body>Bad Gateway<br></body></html>', 'HTTP 502', true],
    [503, xml('<Code>Service'), 'HTTP 503', true],
    [400, '{"Error":', 'HTTP 400', false],
    [400, 'null', 'HTTP 400', false],
    [400, '{"Error":null}', 'HTTP 400', false],
    [200, '<Other/>', 'HTTP 200', false],
  ])('%d %j falls back to %s', (status, body, code, retryable) => {
    expect(errorOf(answer(status, body)).failure).toMatchObject({ code, status, retryable })
  })

  it('says how long the service wants to be left alone', () => {
    expect(errorOf(answer(503, '', { 'x-oss-qos-delay-time': '150' })).retryAfterMs).toBe(150)
    expect(errorOf(answer(503, '', { 'retry-after': '2' })).retryAfterMs).toBe(2000)
    const dates = {
      date: 'Fri, 24 Feb 2012 06:07:48 GMT',
      'retry-after': 'Fri, 24 Feb 2012 06:07:58 GMT',
    }
    expect(errorOf(answer(503, '', dates)).retryAfterMs).toBe(10_000)
    expect(errorOf(answer(503, '', { 'retry-after': 'soon' })).retryAfterMs).toBeNull()
    expect(errorOf(answer(503, '')).retryAfterMs).toBeNull()
  })
})

describe('classes', () => {
  it.each([
    ['NoSuchKey', 404, 'absent'],
    ['NoSuchCORSConfiguration', 404, 'absent'],
    ['AccessDenied', 403, 'auth'],
    ['SomethingNew', 403, 'auth'],
    ['RequestTimeTooSkewed', 403, 'retry'],
    ['InvalidObjectState', 403, 'conflict'],
    ['FileAlreadyExists', 409, 'conflict'],
    ['PreconditionFailed', 412, 'conflict'],
    ['InternalError', 500, 'retry'],
    ['MirrorFailed', 424, 'fatal'],
    ['ServiceUnavailable', 503, 'throttled'],
    ['TotalQpsLimitExceeded', 503, 'throttled'],
    ['RequestTimeout', 400, 'retry'],
    ['InvalidArgument', 400, 'fatal'],
    ['network.reset', null, 'retry'],
    ['HTTP 429', 429, 'throttled'],
  ] as const)('%s with %s is %s', (code, status, expected) => {
    expect(errorClassOf(code, status)).toBe(expected)
    expect(isRetryable(code, status)).toBe(expected === 'retry' || expected === 'throttled')
  })

  it('tells a refused key from a refused action', () => {
    expect(isCredentialsRefused('SecurityTokenExpired')).toBe(true)
    expect(isCredentialsRefused('AccessDenied')).toBe(false)
  })
})
