import type { JSX, ReactNode } from 'react'
import type { Account } from '../../../shared/accounts.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useAccounts } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import { type SignIn, useSignIn } from './use-sign-in.ts'

export function AddAccountDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { accounts: words } = useMessages()
  const form = useSignIn(null, onClose)
  return (
    <SignInDialog title={words.addTitle} action={words.add} form={form} onClose={onClose}>
      <SignInFields form={form} scope="new" />
    </SignInDialog>
  )
}

export interface RenewAccountDialogProps {
  readonly accountId: string
  readonly onClose: () => void
}

export function RenewAccountDialog(props: RenewAccountDialogProps): JSX.Element | null {
  const account = useAccounts((state) => state.accounts?.find(({ id }) => id === props.accountId))
  return account ? <Renew account={account} onClose={props.onClose} /> : null
}

interface RenewProps {
  readonly account: Account
  readonly onClose: () => void
}

function Renew({ account, onClose }: RenewProps): JSX.Element {
  const { accounts: words } = useMessages()
  const form = useSignIn(account, onClose)
  const locked = account.state === 'locked'
  return (
    <SignInDialog
      title={locked ? words.lockedTitle(account.name) : words.renewTitle(account.name)}
      action={words.signIn}
      form={form}
      onClose={onClose}
    >
      {locked ? <p>{words.lockedText}</p> : null}
      <SignInFields form={form} scope="renew" />
    </SignInDialog>
  )
}

interface SignInDialogProps {
  readonly title: string
  readonly action: string
  readonly form: SignIn
  readonly onClose: () => void
  readonly children: ReactNode
}

function SignInDialog(props: SignInDialogProps): JSX.Element {
  const { title, action, form, onClose, children } = props
  const { accounts: words, common } = useMessages()
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{common.actions.cancel}</Button>
          <Button variant="primary" isPending={form.pending} onPress={() => void form.submit()}>
            {form.pending ? words.signingIn : action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
