import { expect, test } from 'vitest'
import type { Api } from '../../../renderer/api.ts'
import { createTransfersStore } from '../../../renderer/stores/transfers.ts'
import type { Decision, TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { snapshotOf, transferRow } from './transfer-rows.ts'

/** The main process as far as this store asks it. */
function fakeApi(): {
  readonly api: Api
  readonly push: (snapshot: TransfersSnapshot) => void
  readonly answerSnapshot: PromiseWithResolvers<TransfersSnapshot>
  readonly decisions: readonly Decision[]
} {
  const decisions: Decision[] = []
  let listener: (snapshot: TransfersSnapshot) => void = () => undefined
  const answerSnapshot = Promise.withResolvers<TransfersSnapshot>()
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'transfers.snapshot': () => answerSnapshot.promise,
    'transfers.decide': (decision: Decision) => decisions.push(decision),
  }
  const api = {
    call: async (name: string, input: never) => await answers[name]?.(input),
    on: (_name: string, listen: typeof listener) => {
      listener = listen
      return () => undefined
    },
  } as unknown as Api
  return { api, push: (snapshot) => listener(snapshot), answerSnapshot, decisions }
}

test('a push that overtakes the first answer is not overwritten by it', async () => {
  const { api, push, answerSnapshot } = fakeApi()
  const store = createTransfersStore(api)
  const loading = store.getState().load()
  push(snapshotOf([transferRow({ id: 'new' })]))
  answerSnapshot.resolve(snapshotOf([transferRow({ id: 'old' })]))
  await loading
  expect(store.getState().snapshot?.transfers.map(({ id }) => id)).toEqual(['new'])
})

test('transfers that are gone are no longer open', () => {
  const { api, push } = fakeApi()
  const store = createTransfersStore(api)
  store.getState().toggle('1')
  store.getState().toggle('2')
  store.getState().toggle('3')
  store.getState().toggle('3')
  push(snapshotOf([transferRow({ id: '2' })]))
  expect([...store.getState().expanded]).toEqual(['2'])
})

test('leaving files out answers one question, and no other that is still to come', async () => {
  const { api, decisions } = fakeApi()
  await createTransfersStore(api).getState().leaveOut('1', 'source-missing')
  expect(decisions).toEqual([
    { transferId: '1', itemIds: null, reason: 'source-missing', choice: 'skip' },
  ])
})
