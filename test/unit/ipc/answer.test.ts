import { expect, test } from 'vitest'
import { answerCall, type Handlers } from '../../../electron/ipc/answer.ts'
import type { Log } from '../../../electron/log.ts'
import { FailureError, localFailure } from '../../../shared/ipc/failure.ts'

function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    event: (name) => lines.push(name),
    failure: (name, failure) => lines.push(`${name} ${failure.code}`),
    defect: (name) => lines.push(`${name} defect`),
  }
}

/** Only the handlers that a test needs; a call to another one would be an `internal` failure. */
function only(some: Partial<Handlers>): Handlers {
  return some as Handlers
}

test('an answer comes in the envelope', async () => {
  const handlers = only({ 'transfers.pause': ({ transferId }) => void transferId })
  const outcome = await answerCall(handlers, recordingLog(), 'transfers.pause', { transferId: 't' })
  expect(outcome).toEqual({ ok: true, value: undefined })
})

test.each([
  ['nothing', undefined, 'input', 'invalid_type'],
  ['the wrong type', { transferId: 7 }, 'transferId', 'invalid_type'],
  ['an empty id', { transferId: '' }, 'transferId', 'too_small'],
])('%s is refused before the handler runs, naming the field', async (_case, raw, field, code) => {
  let ran = false
  const handlers = only({
    'transfers.pause': () => {
      ran = true
      return undefined
    },
  })
  const outcome = await answerCall(handlers, recordingLog(), 'transfers.pause', raw)
  expect(ran).toBe(false)
  expect(outcome).toMatchObject({
    ok: false,
    failure: { code: 'input.invalid', details: { call: 'transfers.pause', field, [field]: code } },
  })
})

test('a refusal of an input never repeats the input', async () => {
  const draft = {
    name: 'x',
    endpoint: { kind: 'region', region: 'cn-hangzhou' },
    credentials: { kind: 'access-key', accessKeyId: '', accessKeySecret: 'very-secret-value' },
    preset: null,
    keep: 'nowhere',
  }
  const log = recordingLog()
  const outcome = await answerCall(only({}), log, 'accounts.add', draft)
  expect(outcome).toMatchObject({
    ok: false,
    failure: { details: { 'credentials.accessKeyId': 'too_small', keep: 'invalid_value' } },
  })
  expect(JSON.stringify([outcome, log.lines])).not.toContain('very-secret-value')
})

test('what is thrown on purpose keeps its code and is logged without its message', async () => {
  const log = recordingLog()
  const handlers = only({
    'catalog.close': () => {
      throw new FailureError(localFailure('view.unknown', 'no such view'))
    },
  })
  const outcome = await answerCall(handlers, log, 'catalog.close', { viewId: 'v' })
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'view.unknown' } })
  expect(log.lines).toEqual(['catalog.close view.unknown'])
})

test('a defect becomes an internal failure and is logged as a defect', async () => {
  const log = recordingLog()
  const handlers = only({ 'accounts.list': () => Promise.reject(new TypeError('boom')) })
  const outcome = await answerCall(handlers, log, 'accounts.list', undefined)
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'internal' } })
  expect(log.lines).toEqual(['accounts.list internal', 'accounts.list defect'])
})
