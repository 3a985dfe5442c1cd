import { expect, test } from 'vitest'
import type { Api } from '../../../renderer/api.ts'
import { createTransfersStore } from '../../../renderer/stores/transfers.ts'
import type { AttentionReason } from '../../../shared/transfer/state.ts'
import type { Decision, ItemWindow, TransfersSnapshot } from '../../../shared/transfer/view.ts'
import { snapshotOf, transferRow } from './transfer-rows.ts'

/** The main process as far as this store asks it: items that wait, and answers to them. */
function fakeApi(waiting: readonly (readonly [string, AttentionReason])[]): {
  readonly api: Api
  readonly push: (snapshot: TransfersSnapshot) => void
  readonly answerSnapshot: PromiseWithResolvers<TransfersSnapshot>
  readonly left: () => readonly string[]
} {
  let items = [...waiting]
  let listener: (snapshot: TransfersSnapshot) => void = () => undefined
  const answerSnapshot = Promise.withResolvers<TransfersSnapshot>()
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'transfers.snapshot': () => answerSnapshot.promise,
    'transfers.items': ({ offset, count }: ItemWindow) => ({
      rows: items.slice(offset, offset + count).map(([id, attention]) => ({ id, attention })),
      total: items.length,
    }),
    'transfers.decide': ({ itemIds }: Decision) => {
      items = items.filter(([id]) => itemIds !== null && !itemIds.includes(id))
    },
  }
  const api = {
    call: async (name: string, input: never) => await answers[name]?.(input),
    on: (_name: string, listen: typeof listener) => {
      listener = listen
      return () => undefined
    },
  } as unknown as Api
  const left = (): readonly string[] => items.map(([id]) => id)
  return { api, push: (snapshot) => listener(snapshot), answerSnapshot, left }
}

test('a push that overtakes the first answer is not overwritten by it', async () => {
  const { api, push, answerSnapshot } = fakeApi([])
  const store = createTransfersStore(api)
  const loading = store.getState().load()
  push(snapshotOf([transferRow({ id: 'new' })]))
  answerSnapshot.resolve(snapshotOf([transferRow({ id: 'old' })]))
  await loading
  expect(store.getState().snapshot?.transfers.map(({ id }) => id)).toEqual(['new'])
})

test('transfers that are gone are no longer open', () => {
  const { api, push } = fakeApi([])
  const store = createTransfersStore(api)
  store.getState().toggle('1')
  store.getState().toggle('2')
  store.getState().toggle('3')
  store.getState().toggle('3')
  push(snapshotOf([transferRow({ id: '2' })]))
  expect([...store.getState().expanded]).toEqual(['2'])
})

test('leaving files out answers for those alone, however many there are', async () => {
  const waiting = Array.from({ length: 1800 }, (_, index) => {
    const reason = index % 3 === 0 ? 'conflict' : 'source-missing'
    return [String(index), reason] as const
  })
  const { api, left } = fakeApi(waiting)
  await createTransfersStore(api).getState().leaveOut('1', 'source-missing')
  expect(left()).toEqual(waiting.filter(([, why]) => why === 'conflict').map(([id]) => id))
})
