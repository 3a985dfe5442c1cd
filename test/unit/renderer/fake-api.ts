import { type Api, createApi } from '../../../renderer/api.ts'
import type { CallName, CallResult, Pushes, PushName } from '../../../shared/ipc/contract.ts'
import type { Outcome } from '../../../shared/ipc/failure.ts'

type Handlers = Partial<{ [Name in CallName]: (input: never) => CallResult<Name> }>

export interface FakeApi {
  readonly api: Api
  readonly calls: (readonly [string, unknown])[]
  push<Name extends PushName>(name: Name, message: Pushes[Name]): void
}

/** A main process that answers from the table; calls that are not in it fail the test. */
export function fakeApi(handlers: Handlers): FakeApi {
  const calls: (readonly [string, unknown])[] = []
  const listeners = new Map<string, Set<(message: never) => void>>()
  const api = createApi({
    async call(name, input) {
      calls.push([name, input])
      const handler = handlers[name] as ((input: unknown) => CallResult<typeof name>) | undefined
      if (!handler) throw new Error(`unexpected call ${name}`)
      return toOutcome(() => handler(input))
    },
    on(name, listener) {
      const of = listeners.get(name) ?? new Set()
      listeners.set(name, of.add(listener))
      return () => of.delete(listener)
    },
    async grant(files) {
      return toOutcome(() =>
        files.map(({ name }) => ({ id: `grant ${name}`, name, label: `/${name}`, kind: 'file' })),
      )
    },
  })
  return {
    api,
    calls,
    push(name, message) {
      for (const listener of listeners.get(name) ?? []) listener(message as never)
    },
  }
}

function toOutcome<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    return { ok: false, failure: error as never }
  }
}
