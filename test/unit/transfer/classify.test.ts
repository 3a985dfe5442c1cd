import { describe, expect, test } from 'vitest'
import { localFailureOf } from '../../../electron/transfer/local-failure.ts'
import { classify } from '../../../electron/transfer/schedule/classify.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'

function service(code: string, status: number, details = {}): FailureError {
  return new FailureError({
    code,
    message: code,
    status,
    requestId: null,
    ec: null,
    retryable: false,
    details,
  })
}

function system(code: string): FailureError {
  return localFailureOf(Object.assign(new Error(code), { code }), '/tmp/x')
}

describe('what an error means for a file', () => {
  test.each([
    ['InvalidAccessKeyId', 403, { kind: 'needs-user', reason: 'credentials' }],
    ['SecurityTokenExpired', 403, { kind: 'needs-user', reason: 'credentials' }],
    ['AccessDenied', 403, { kind: 'needs-user', reason: 'denied' }],
    ['ServiceUnavailable', 503, { kind: 'throttled' }],
    ['InternalError', 500, { kind: 'retry' }],
    ['RequestTimeout', 400, { kind: 'retry' }],
    ['NoSuchKey', 404, { kind: 'failed' }],
    ['NoSuchBucket', 404, { kind: 'needs-user', reason: 'bucket-missing' }],
    ['InvalidObjectState', 403, { kind: 'failed' }],
  ])('%s', (code, status, outcome) => {
    expect(classify(service(code, status), 'upload')).toMatchObject(outcome)
  })

  test.each([
    ['ENOSPC', 'download', { kind: 'needs-user', reason: 'disk-full' }],
    ['EDQUOT', 'download', { kind: 'needs-user', reason: 'disk-full' }],
    ['EACCES', 'download', { kind: 'needs-user', reason: 'denied' }],
    ['EROFS', 'download', { kind: 'needs-user', reason: 'denied' }],
    ['ENOENT', 'download', { kind: 'needs-user', reason: 'target-missing' }],
    ['ENOENT', 'upload', { kind: 'needs-user', reason: 'source-missing' }],
    ['ENAMETOOLONG', 'download', { kind: 'needs-user', reason: 'unsafe-name' }],
    ['EIO', 'upload', { kind: 'retry' }],
  ] as const)('%s during %s', (code, kind, outcome) => {
    expect(classify(system(code), kind)).toMatchObject(outcome)
  })

  test('what the service asks to wait is handed on', () => {
    expect(classify(service('X', 503, { retryAfterMs: '1500' }), 'upload')).toMatchObject({
      kind: 'throttled',
      afterMs: 1500,
    })
  })

  test('no network, aborted, damaged, unknown', () => {
    const of = (code: Parameters<typeof localFailure>[0], retryable = false): unknown =>
      classify(new FailureError(localFailure(code, 'x', {}, retryable)), 'upload')
    expect(of('network.dns')).toMatchObject({ kind: 'network' })
    expect(of('client.cancelled')).toEqual({ kind: 'interrupted' })
    expect(of('client.crc-mismatch')).toMatchObject({ kind: 'retry' })
    expect(of('internal', true)).toMatchObject({ kind: 'retry' })
    expect(classify(new TypeError('a defect'), 'upload')).toMatchObject({ kind: 'failed' })
  })
})
