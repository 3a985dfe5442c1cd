import type { Bridge, FileLike } from '../shared/ipc/bridge.ts'
import type {
  CallInput,
  CallName,
  CallResult,
  Grant,
  Pushes,
  PushName,
} from '../shared/ipc/contract.ts'
import { FailureError, type Outcome } from '../shared/ipc/failure.ts'

type Arguments<Name extends CallName> = undefined extends CallInput<Name> ? [] : [CallInput<Name>]

/** The main process as the window sees it. Everything rejects with a `FailureError`. */
export interface Api {
  call<Name extends CallName>(name: Name, ...input: Arguments<Name>): Promise<CallResult<Name>>
  /** Answers the function that ends the subscription. */
  on<Name extends PushName>(name: Name, listener: (message: Pushes[Name]) => void): () => void
  grant(files: readonly FileLike[]): Promise<readonly Grant[]>
}

export function createApi(bridge: Bridge): Api {
  return {
    async call(name, ...input) {
      return unwrap(await bridge.call(name, input[0] as CallInput<typeof name>))
    },
    on: (name, listener) => bridge.on(name, listener),
    async grant(files) {
      return unwrap(await bridge.grant(files))
    },
  }
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new FailureError(outcome.failure)
}

declare global {
  interface Window {
    readonly api: Bridge
  }
}

export function windowApi(): Api {
  return createApi(window.api)
}
