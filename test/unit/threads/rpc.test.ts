import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Rpc } from '../../../electron/threads/rpc.ts'

interface Service {
  double(value: number): number
  secretly(): unknown
}

let here: Rpc
let messages: unknown[]
let close: () => void
beforeEach(() => {
  const { port1, port2 } = new MessageChannel()
  messages = []
  port2.on('message', (message) => messages.push(message))
  here = new Rpc(port1)
  const there = new Rpc(port2)
  there.expose('service', { double: (value: number) => value * 2, secretly: () => () => 1 })
  close = () => {
    port1.close()
    port2.close()
  }
})
afterEach(() => close())

test('calls of one turn go as one message, and each gets its own answer', async () => {
  const service = here.connect<Service>('service')
  expect(await Promise.all([1, 2, 3].map((value) => service.double(value)))).toEqual([2, 4, 6])
  expect(messages).toHaveLength(1)
})

test('what cannot be sent fails alone', async () => {
  const service = here.connect<Service>('service')
  const unsendable = (() => 1) as unknown as number
  const results = await Promise.allSettled([
    service.double(1),
    service.double(unsendable),
    service.secretly(),
    service.double(4),
  ])
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ])
})

test('when the other side ends, open calls fail and new ones too', async () => {
  const service = here.connect<Service>('service')
  const open = service.double(1)
  here.close('gone')
  await expect(open).rejects.toMatchObject({ failure: { retryable: true } })
  await expect(service.double(2)).rejects.toMatchObject({ failure: { message: 'gone' } })
})
