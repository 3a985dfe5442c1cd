import { type JSX, useEffect, useRef } from 'react'
import { FailurePanel } from '../failure-panel.tsx'
import { CredentialFields, KeepFields } from './credential-fields.tsx'
import { MoreFields, PlaceFields } from './place-fields.tsx'
import './sign-in.css'
import type { SignIn } from './use-sign-in.ts'

export interface SignInFieldsProps {
  readonly form: SignIn
  /** `renew`: the place is known, only the credentials are asked for. */
  readonly scope: 'new' | 'renew'
}

/** Enter in any field sends the form; the submit button lies in the form or in a dialog's footer. */
export function SignInFields({ form, scope }: SignInFieldsProps): JSX.Element {
  const failed = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (form.failure) failed.current?.scrollIntoView({ block: 'nearest' })
  }, [form.failure])
  return (
    <form
      className="field-stack"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <CredentialFields form={form} />
      {scope === 'new' ? <PlaceFields form={form} /> : null}
      {scope === 'new' ? <MoreFields form={form} /> : null}
      <KeepFields form={form} />
      <div ref={failed} className="sign-in-failure">
        {form.failure ? (
          <FailurePanel
            layout="inline"
            context={form.values.preset.trim() === '' ? 'sign-in' : 'any'}
            failure={form.failure}
          />
        ) : null}
      </div>
      <button type="submit" hidden tabIndex={-1} />
    </form>
  )
}
