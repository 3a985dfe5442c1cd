import type { CallInput, CallName, CallResult, Grant, Pushes, PushName } from './contract.ts'
import type { Outcome } from './failure.ts'

/** A DOM `File`; named here by its shape because `shared` knows no DOM. */
export interface FileLike {
  readonly name: string
  readonly size: number
}

/** What the preload puts on `window.api`; `renderer/api.ts` is the only file that touches it. */
export interface Bridge {
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<Outcome<CallResult<Name>>>
  /** Answers the function that ends the subscription. */
  on<Name extends PushName>(name: Name, listener: (message: Pushes[Name]) => void): () => void
  /** Grants for files and folders that the person dropped or pasted; others are left out. */
  grant(files: readonly FileLike[]): Promise<Outcome<readonly Grant[]>>
}
