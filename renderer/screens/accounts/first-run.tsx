import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import { useSignIn } from './use-sign-in.ts'

/** The window while there is no account. */
export function FirstRun(): JSX.Element {
  const { accounts: words } = useMessages()
  const form = useSignIn(null, () => undefined)
  return (
    <main className="first-run">
      <div className="first-run-card">
        <header>
          <h1>{words.welcome}</h1>
          <p className="muted">{words.welcomeText}</p>
        </header>
        <SignInFields form={form} scope="new" />
        <div className="first-run-actions">
          <Button variant="primary" isPending={form.pending} onPress={() => void form.submit()}>
            {form.pending ? words.signingIn : words.signIn}
          </Button>
        </div>
      </div>
    </main>
  )
}
