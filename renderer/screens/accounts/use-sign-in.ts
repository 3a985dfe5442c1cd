import { useState } from 'react'
import type { Account } from '../../../shared/accounts.ts'
import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import { useAccounts, useStores } from '../../stores/stores.tsx'
import { presetPlace } from '../../stores/tree-nodes.ts'
import {
  credentialProblems,
  credentialsOf,
  draftOf,
  emptySignIn,
  keepOf,
  type SignInProblems,
  type SignInValues,
  signInProblems,
} from './sign-in-form.ts'

export interface SignIn {
  readonly values: SignInValues
  /** Those of fields that were left or sent. */
  readonly problems: SignInProblems
  readonly failure: Failure | null
  readonly pending: boolean
  readonly change: (change: Partial<SignInValues>) => void
  readonly touch: (field: keyof SignInValues) => void
  readonly submit: () => Promise<void>
}

/** `renewed`: the account to sign in to again; null = a new one. */
export function useSignIn(renewed: Account | null, onDone: () => void): SignIn {
  const { api, accounts, browser } = useStores()
  const vaultAvailable = useAccounts((state) => state.vault?.available ?? true)
  const [values, setValues] = useState<SignInValues>(() => initial(renewed))
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState<Failure | null>(null)
  const [pending, setPending] = useState(false)
  const problems = renewed
    ? credentialProblems(values, vaultAvailable)
    : signInProblems(values, vaultAvailable)

  const send = async (): Promise<void> => {
    const keep = keepOf(values, vaultAvailable)
    if (renewed) {
      const credentials = credentialsOf(values)
      await api.call('accounts.updateCredentials', { accountId: renewed.id, credentials, keep })
      await accounts.getState().loadBuckets(renewed.id)
      await accounts.getState().load()
      return
    }
    const added = await api.call('accounts.add', draftOf(values, vaultAvailable))
    await accounts.getState().load()
    const place = presetPlace(added)
    // Its only place: nothing is left to choose.
    if (place) await browser.getState().open(place)
  }
  return {
    values,
    problems: Object.fromEntries(Object.entries(problems).filter(([name]) => touched.has(name))),
    failure,
    pending,
    change: (change) => setValues((old) => ({ ...old, ...change })),
    touch(field) {
      // An empty field that was only passed through is no mistake yet.
      if (values[field] !== '') setTouched((old) => new Set(old).add(field))
    },
    async submit() {
      setTouched(new Set(Object.keys(values)))
      if (Object.keys(problems).length > 0 || pending) return
      setPending(true)
      setFailure(null)
      try {
        await send()
        onDone()
      } catch (error) {
        setFailure(toFailure(error))
        setPending(false)
      }
    },
  }
}

function initial(renewed: Account | null): SignInValues {
  if (!renewed) return emptySignIn
  const { credentialsKind: kind, accessKeyId, keep } = renewed
  return { ...emptySignIn, kind, keep, accessKeyId: kind === 'sts' ? '' : accessKeyId }
}
