import { type FormEvent, type JSX, useState } from 'react'
import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import {
  type BucketAcl,
  bucketAcls,
  type StorageClass,
  storageClasses,
} from '../../../shared/objects.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useAccounts, useStores } from '../../stores/stores.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioCards } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { bucketNameProblem } from './bucket-name.ts'

export interface NewBucketDialogProps {
  readonly accountId: string
  readonly onClose: () => void
}

export function NewBucketDialog({ accountId, onClose }: NewBucketDialogProps): JSX.Element {
  const { common, browser } = useMessages()
  const words = browser.newBucket
  const form = useNewBucket(accountId, onClose)
  const { values, change } = form
  return (
    <form id="new-bucket" onSubmit={form.submit}>
      <Dialog
        title={words.title}
        size="wide"
        onClose={onClose}
        footer={
          <>
            <Button onPress={onClose}>{common.actions.cancel}</Button>
            <Button variant="primary" isPending={form.pending} onPress={form.create}>
              {values.acl === 'private' ? words.create : words.createPublic}
            </Button>
          </>
        }
      >
        {form.failure ? <FailurePanel layout="inline" failure={form.failure} /> : null}
        <TextField
          autoFocus
          mono
          label={words.name}
          description={words.nameHelp}
          error={form.problem === null ? null : words.check[form.problem]}
          value={values.name}
          onChange={(name) => change({ name })}
          onBlur={form.touch}
        />
        <RadioCards
          label={words.access}
          value={values.acl}
          onChange={(acl) => change({ acl: acl as BucketAcl })}
          options={bucketAcls.map((acl) => ({
            value: acl,
            title: words.acl[acl],
            description: words.aclHelp[acl],
          }))}
        />
        {values.acl === 'private' ? null : (
          <Banner tone="warning">
            {values.acl === 'public-read' ? words.publicRead : words.publicReadWrite}
          </Banner>
        )}
        <Disclosure title={words.more}>
          <StorageChoice {...form} />
        </Disclosure>
      </Dialog>
    </form>
  )
}

function StorageChoice({ values, change }: NewBucketForm): JSX.Element {
  const { browser } = useMessages()
  const words = browser.newBucket
  return (
    <div className="field-stack">
      <Select
        label={words.storageClass}
        value={values.storageClass}
        onChange={(id) => change({ storageClass: id as StorageClass })}
        options={storageClasses.map((id) => ({
          id,
          label: browser.classes[id],
          description: words.classHelp[id],
        }))}
      />
      <RadioCards
        label={words.redundancy}
        value={values.redundancy}
        onChange={(redundancy) => change({ redundancy: redundancy === 'ZRS' ? 'ZRS' : 'LRS' })}
        options={[
          { value: 'LRS', title: words.redundancyLrs, description: words.redundancyLrsHelp },
          { value: 'ZRS', title: words.redundancyZrs, description: words.redundancyZrsHelp },
        ]}
      />
    </div>
  )
}

interface NewBucket {
  readonly name: string
  readonly acl: BucketAcl
  readonly storageClass: StorageClass
  readonly redundancy: 'LRS' | 'ZRS'
}

interface NewBucketForm {
  readonly values: NewBucket
  readonly problem: ReturnType<typeof bucketNameProblem>
  readonly failure: Failure | null
  readonly pending: boolean
  readonly change: (change: Partial<NewBucket>) => void
  readonly touch: () => void
  readonly create: () => void
  readonly submit: (event: FormEvent) => void
}

const untouched: NewBucket = {
  name: '',
  acl: 'private',
  storageClass: 'Standard',
  redundancy: 'LRS',
}

function useNewBucket(accountId: string, onClose: () => void): NewBucketForm {
  const { api, accounts, browser } = useStores()
  const known = useAccounts((state) => state.accounts?.some(({ id }) => id === accountId))
  const [values, setValues] = useState(untouched)
  const [touched, setTouched] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [pending, setPending] = useState(false)
  const problem = bucketNameProblem(values.name)
  const create = async (): Promise<void> => {
    setTouched(true)
    if (problem !== null || pending || known !== true) return
    setPending(true)
    try {
      const { name, ...rest } = values
      await api.call('buckets.create', { accountId, bucket: name, ...rest })
      await accounts.getState().loadBuckets(accountId)
      onClose()
      void browser.getState().open({ accountId, bucket: name, prefix: '' })
    } catch (error) {
      setFailure(toFailure(error))
      setPending(false)
    }
  }
  return {
    values,
    problem: touched ? problem : null,
    failure,
    pending,
    change: (change) => setValues((old) => ({ ...old, ...change })),
    touch: () => setTouched(values.name !== ''),
    create: () => void create(),
    submit: (event) => {
      event.preventDefault()
      void create()
    },
  }
}
