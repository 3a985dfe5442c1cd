import type { JSX } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useAccounts } from '../../stores/stores.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Checkbox, RadioCards } from '../../ui/choice.tsx'
import { SecretField, TextField } from '../../ui/text-field.tsx'
import { useProblemText } from './use-problem-text.ts'
import type { SignIn } from './use-sign-in.ts'

export function CredentialFields({ form }: { readonly form: SignIn }): JSX.Element {
  const { accounts: words, common } = useMessages()
  const problem = useProblemText(form)
  const { values, change, touch } = form
  const secret = { showLabel: common.actions.show, hideLabel: common.actions.hide, mono: true }
  return (
    <>
      <RadioCards
        layout="row"
        label={words.credentials}
        value={values.kind}
        onChange={(kind) => change({ kind: kind === 'sts' ? 'sts' : 'access-key' })}
        options={[
          { value: 'access-key', title: words.accessKey, description: words.accessKeyHelp },
          { value: 'sts', title: words.sts, description: words.stsHelp },
        ]}
      />
      <TextField
        mono
        label={words.accessKeyId}
        value={values.accessKeyId}
        onChange={(accessKeyId) => change({ accessKeyId })}
        onBlur={() => touch('accessKeyId')}
        error={problem('accessKeyId')}
      />
      <SecretField
        {...secret}
        label={words.accessKeySecret}
        value={values.accessKeySecret}
        onChange={(accessKeySecret) => change({ accessKeySecret })}
        onBlur={() => touch('accessKeySecret')}
        error={problem('accessKeySecret')}
      />
      {values.kind === 'sts' ? (
        <SecretField
          {...secret}
          label={words.securityToken}
          value={values.securityToken}
          onChange={(securityToken) => change({ securityToken })}
          onBlur={() => touch('securityToken')}
          error={problem('securityToken')}
        />
      ) : null}
    </>
  )
}

/** Says what becomes of the secret, and asks where it cannot be kept encrypted. */
export function KeepFields({ form }: { readonly form: SignIn }): JSX.Element {
  const { accounts: words } = useMessages()
  const problem = useProblemText(form)
  const vault = useAccounts((state) => state.vault)
  const { values, change } = form
  if (vault === null || vault.available) {
    return (
      <Checkbox
        isSelected={values.keep === 'keychain'}
        description={values.keep === 'keychain' ? words.keepKeychainHelp : words.keepSessionHelp}
        onChange={(keep) => change({ keep: keep ? 'keychain' : 'session' })}
      >
        {words.keepKeychain}
      </Checkbox>
    )
  }
  const error = problem('agreedSession')
  return (
    <Banner tone="warning" title={words.keepTitle}>
      <div className="field-stack">
        <p>{vault.reason === 'plain-text-backend' ? words.plainKeychain : words.noKeychain}</p>
        <Checkbox
          isSelected={values.agreedSession}
          onChange={(agreedSession) => change({ agreedSession })}
        >
          {words.agreeSession}
        </Checkbox>
        {error === null ? null : (
          <span role="alert" className="field-error">
            {error}
          </span>
        )}
      </div>
    </Banner>
  )
}
