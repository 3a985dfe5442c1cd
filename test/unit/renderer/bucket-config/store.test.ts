import { describe, expect, test } from 'vitest'
import type { Api } from '../../../../renderer/api.ts'
import {
  createBucketConfigStore,
  createBucketConfigStores,
  isDirty,
  issuesOf,
  savedOf,
} from '../../../../renderer/stores/bucket-config.ts'
import type { SectionState } from '../../../../shared/bucket-config.ts'
import { FailureError, localFailure } from '../../../../shared/ipc/failure.ts'

const target = { accountId: 'a', bucket: 'b', section: 'acl' } as const
const grant = (Grant: string) => ({ AccessControlList: { Grant } })

/** A bucket with a setting, as the main process would show it. */
class FakeBucket {
  document: unknown = grant('private')
  previous: unknown = null
  differs = false
  failWith: 'config.changed-meanwhile' | null = null
  readonly calls: string[] = []

  api(): Api {
    const call = async (name: string, input: { document: unknown }): Promise<SectionState> => {
      this.calls.push(name)
      if (this.failWith !== null) throw new FailureError(localFailure(this.failWith, 'no'))
      if (name === 'config.apply') {
        this.previous = this.document
        this.document = input.document
      }
      if (name === 'config.undo') {
        this.document = this.previous
        this.previous = null
      }
      return this.state()
    }
    return { call, on: () => () => undefined, grant: async () => [] } as unknown as Api
  }

  state(): SectionState {
    const undo = this.previous === null ? null : { appliedAt: '', previous: this.previous }
    return {
      bucket: 'b',
      section: 'acl',
      document: this.document,
      set: true,
      fingerprint: JSON.stringify(this.document),
      differs: this.differs,
      undo,
    }
  }
}

async function opened() {
  const bucket = new FakeBucket()
  const store = createBucketConfigStore(bucket.api(), target)
  await store.getState().read()
  return { bucket, store, get: () => store.getState() }
}

describe('bucket settings store', () => {
  test('reads, and has nothing to apply at first', async () => {
    const { get } = await opened()
    expect(get().load.kind).toBe('ready')
    expect(isDirty(get())).toBe(false)
  })

  test('review stops at an error and goes on without one', async () => {
    const { get } = await opened()
    get().edit(grant('nonsense'))
    get().review()
    expect(get()).toMatchObject({ step: 'edit', showMissing: true, errorRequests: 1 })
    expect(issuesOf(get())).toHaveLength(1)
    get().edit(grant('public-read'))
    get().review()
    expect(get().step).toBe('review')
  })

  test('apply shows what the bucket has then, and undo takes it back', async () => {
    const { bucket, get } = await opened()
    get().edit(grant('public-read'))
    get().review()
    await get().apply()
    expect(get()).toMatchObject({ step: 'edit', notice: 'applied', busy: false })
    expect(bucket.document).toEqual(grant('public-read'))
    expect(isDirty(get())).toBe(false)
    get().reviewUndo()
    await get().undo()
    expect(get().notice).toBe('undone')
    expect(savedOf(get())?.document).toEqual(grant('private'))
  })

  test('a bucket that kept something else is said', async () => {
    const { bucket, get } = await opened()
    bucket.differs = true
    get().edit(grant('public-read'))
    await get().apply()
    expect(get().notice).toBe('differs')
  })

  test('a failed apply keeps the draft; reading again can keep it too', async () => {
    const { bucket, get } = await opened()
    get().edit(grant('public-read'))
    get().review()
    bucket.failWith = 'config.changed-meanwhile'
    await get().apply()
    expect(get().failure?.failure.code).toBe('config.changed-meanwhile')
    expect(get()).toMatchObject({ step: 'review', busy: false })
    bucket.failWith = null
    bucket.document = grant('public-read-write')
    await get().read(true)
    expect(get()).toMatchObject({ step: 'edit', failure: null, draft: grant('public-read') })
    expect(savedOf(get())?.document).toEqual(grant('public-read-write'))
    get().discard()
    expect(get().draft).toEqual(grant('public-read-write'))
  })

  test('a failed reading takes the place of the form and can be tried again', async () => {
    const { bucket, get } = await opened()
    bucket.failWith = 'config.changed-meanwhile'
    await get().read()
    expect(get().load.kind).toBe('failed')
    expect(isDirty(get())).toBe(false)
    bucket.failWith = null
    await get().read()
    expect(get().load.kind).toBe('ready')
  })

  test('a second press while one runs sends nothing', async () => {
    const { bucket, get } = await opened()
    get().edit(grant('public-read'))
    await Promise.all([get().apply(), get().apply()])
    expect(bucket.calls.filter((name) => name === 'config.apply')).toHaveLength(1)
  })

  test('a draft is there again when the page is opened again', async () => {
    const bucket = new FakeBucket()
    const stores = createBucketConfigStores(bucket.api())
    await stores.of(target).getState().read()
    stores.of(target).getState().edit(grant('public-read'))
    expect(stores.of({ ...target }).getState().draft).toEqual(grant('public-read'))
    expect(stores.of({ ...target, bucket: 'other' }).getState().draft).toBeNull()
  })
})
