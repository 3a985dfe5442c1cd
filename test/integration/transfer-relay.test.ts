import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getObject, putObject } from '../../electron/oss/operations/objects.ts'
import { LaneSet } from '../../electron/transfer/data-plane/data-plane.ts'
import { startLaneHere } from '../../electron/transfer/data-plane/in-thread.ts'
import type { Try } from '../../electron/transfer/run/context.ts'
import { passThrough } from '../../electron/transfer/run/objects/pass-through.ts'
import { bucket } from './transfer-kit/desk.ts'
import { type Objects, openObjects } from './transfer-kit/objects.ts'

/** Several times what the data plane holds of one object at a time. */
const large = randomBytes(20 * 1024 * 1024 + 1)

let objects: Objects
let plane: LaneSet
beforeEach(async () => {
  objects = await openObjects()
  await objects.put('from', large)
  plane = new LaneSet(1, startLaneHere)
})
afterEach(async () => {
  await plane.stop()
  await objects.desk.close()
})

function pass(): Promise<unknown> {
  const { client } = objects.desk
  const at = { tools: { plane }, onBytes: () => undefined } as unknown as Try
  const target = { bucket, key: 'to', sizeBytes: large.byteLength }
  return passThrough(
    at,
    large.byteLength,
    (transport) => client.call(getObject, { bucket, key: 'from' }, { transport, attempts: 1 }),
    (transport) => client.call(putObject, target, { transport, attempts: 1 }),
  )
}

test('an object much larger than the buffer passes through it', async () => {
  await pass()
  expect(large.equals(await objects.stored('to'))).toBe(true)
})

test.each([
  ['a byte that flipped at the end', { kind: 'corrupt', body: 'response', atByte: 20_000_000 }],
  ['a source that breaks off', { kind: 'truncate', afterBytes: 15_000_000 }],
  ['a source that is refused', { kind: 'status', status: 403, code: 'AccessDenied' }],
] as const)('%s leaves nothing at the target', async (_what, effect) => {
  objects.desk.server.faults.add({ operation: 'GetObject', key: 'from', effect })
  await expect(pass()).rejects.toThrow()
  expect(await objects.keys()).toEqual(['from'])
})

test('a target that refuses early is told as it is', async () => {
  const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const
  objects.desk.server.faults.add({ operation: 'PutObject', key: 'to', effect: denied })
  await expect(pass()).rejects.toMatchObject({ failure: { code: 'AccessDenied' } })
})
