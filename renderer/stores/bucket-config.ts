import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SectionState, SectionTarget } from '../../shared/bucket-config.ts'
import { type Failure, toFailure } from '../../shared/ipc/failure.ts'
import type { SectionIssue } from '../../shared/oss/section.ts'
import { hasErrors, issuesAgainst } from '../../shared/oss/sections/issues.ts'
import { sameContent } from '../../shared/oss/sections/same.ts'
import { sectionOf } from '../../shared/oss/sections.ts'
import type { Api } from '../api.ts'

/** What the page shows of one section of one bucket. */
export interface BucketConfigState {
  readonly load:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'ready'; readonly saved: SectionState }
  /** The document as the form has it; means nothing before `load` is ready. */
  readonly draft: unknown
  readonly step: 'edit' | 'review' | 'review-undo'
  readonly busy: boolean
  /** Why the last apply or undo did not work. */
  readonly failure: { readonly action: 'apply' | 'undo'; readonly failure: Failure } | null
  readonly notice: 'applied' | 'differs' | 'undone' | null
  /** After the first try to review, empty fields that must be filled are marked as well. */
  readonly showMissing: boolean
  /** Grows when the draft was replaced from outside the form, which then starts afresh. */
  readonly generation: number
  /** Grows when the page should bring the first error into view. */
  readonly errorRequests: number
}

export interface BucketConfigActions {
  /** Reads the section. `keepDraft`: what the person has typed stays. */
  read(keepDraft?: boolean): Promise<void>
  edit(document: unknown): void
  discard(): void
  /** Goes on to the preview, or marks what has to be fixed. */
  review(): void
  reviewUndo(): void
  back(): void
  apply(): Promise<void>
  undo(): Promise<void>
  dismissNotice(): void
}

export type BucketConfigStore = StoreApi<BucketConfigState & BucketConfigActions>

const initial: BucketConfigState = {
  load: { kind: 'loading' },
  draft: null,
  step: 'edit',
  busy: false,
  failure: null,
  notice: null,
  showMissing: false,
  generation: 0,
  errorRequests: 0,
}

/** One store for one section of one bucket; nothing is read before `read`. */
export function createBucketConfigStore(api: Api, target: SectionTarget): BucketConfigStore {
  return createStore((set, get) => ({
    ...initial,
    read: async (keepDraft = false) => {
      const had = get().load.kind === 'ready' && keepDraft
      if (!had) set({ load: { kind: 'loading' } })
      set({ failure: null, notice: null })
      try {
        const saved = await api.call('config.read', target)
        const draft = had ? get().draft : saved.document
        set({ load: { kind: 'ready', saved }, draft, step: 'edit' })
      } catch (error) {
        set({ load: { kind: 'failed', failure: toFailure(error) } })
      }
    },
    edit: (document) => set({ draft: document, notice: null }),
    discard: () => {
      const saved = savedOf(get())
      if (saved === null) return
      set({ ...clean, draft: saved.document, generation: get().generation + 1 })
    },
    review: () => {
      const state = get()
      if (!hasErrors(issuesOf(state))) set({ step: 'review', failure: null })
      else set({ showMissing: true, errorRequests: state.errorRequests + 1 })
    },
    reviewUndo: () => set({ step: 'review-undo', failure: null }),
    back: () => set({ step: 'edit', failure: null }),
    apply: () => change(api, target, 'apply', { get, set }),
    undo: () => change(api, target, 'undo', { get, set }),
    dismissNotice: () => set({ notice: null }),
  }))
}

const clean = { step: 'edit', failure: null, showMissing: false } as const

interface Access {
  readonly get: () => BucketConfigState
  readonly set: (patch: Partial<BucketConfigState>) => void
}

async function change(
  api: Api,
  target: SectionTarget,
  action: 'apply' | 'undo',
  { get, set }: Access,
): Promise<void> {
  const saved = savedOf(get())
  if (saved === null || get().busy) return
  set({ busy: true, failure: null, notice: null })
  try {
    const { fingerprint } = saved
    const next =
      action === 'apply'
        ? await api.call('config.apply', { ...target, fingerprint, document: get().draft })
        : await api.call('config.undo', target)
    const notice = next.differs ? 'differs' : action === 'apply' ? 'applied' : 'undone'
    set({ ...clean, load: { kind: 'ready', saved: next }, draft: next.document, notice })
  } catch (error) {
    set({ failure: { action, failure: toFailure(error) } })
  } finally {
    set({ busy: false })
  }
}

export function savedOf(state: BucketConfigState): SectionState | null {
  return state.load.kind === 'ready' ? state.load.saved : null
}

export function isDirty(state: BucketConfigState): boolean {
  const saved = savedOf(state)
  return saved !== null && !sameContent(saved.document, state.draft)
}

/** Everything that the checks say about the draft. */
export function issuesOf(state: BucketConfigState): readonly SectionIssue[] {
  const saved = savedOf(state)
  if (saved === null) return []
  return issuesAgainst(sectionOf(saved.section), saved.document, state.draft)
}

export interface BucketConfigStores {
  /** The same store every time, so a draft that was left is there again. */
  of(target: SectionTarget): BucketConfigStore
}

/** Drafts live as long as the window; leaving a page costs nobody what was typed there. */
export function createBucketConfigStores(api: Api): BucketConfigStores {
  const stores = new Map<string, BucketConfigStore>()
  return {
    of: (target) => {
      const key = JSON.stringify([target.accountId, target.bucket, target.section])
      const store = stores.get(key) ?? createBucketConfigStore(api, target)
      stores.set(key, store)
      return store
    },
  }
}

const storesByApi = new WeakMap<Api, BucketConfigStores>()

export function bucketConfigStores(api: Api): BucketConfigStores {
  const known = storesByApi.get(api) ?? createBucketConfigStores(api)
  storesByApi.set(api, known)
  return known
}
