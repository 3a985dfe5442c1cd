import { type JSX, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { SectionState, SectionTarget } from '../../../shared/bucket-config.ts'
import type { SectionWords } from '../../../shared/oss/section.ts'
import { useLocale, useMessages } from '../../i18n/i18n.tsx'
import {
  type BucketConfigStore,
  bucketConfigStores,
  isDirty,
  issuesOf,
} from '../../stores/bucket-config.ts'
import { useApi } from '../../stores/stores.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import { DraftBar } from './draft-bar.tsx'
import { editorOf } from './editors.ts'
import { Notices } from './notices.tsx'
import { Review } from './review.tsx'

export interface SectionPageProps {
  readonly target: SectionTarget
}

/** One section: reading, the form, and the preview before a change is applied. */
export function SectionPage({ target }: SectionPageProps): JSX.Element {
  const store = bucketConfigStores(useApi()).of(target)
  const load = useStore(store, (state) => state.load)
  const messages = useMessages()
  const locale = useLocale()
  const texts = messages.config[target.section]
  const words = useMemo<SectionWords>(
    () => ({ locale, config: messages.config }),
    [locale, messages],
  )
  useEffect(() => {
    // What was typed before stays; what the bucket has is read anew.
    void store.getState().read(isDirty(store.getState()))
  }, [store])
  return (
    <section className="config-page" aria-label={texts.title}>
      <header className="config-page-head">
        <h1>{texts.title}</h1>
        <p className="muted">{texts.intro}</p>
      </header>
      {load.kind === 'loading' ? <Skeleton label={messages.config.page.loading} /> : null}
      {load.kind === 'failed' ? (
        <FailurePanel failure={load.failure} onRetry={() => void store.getState().read()} />
      ) : null}
      {load.kind === 'ready' ? <Ready store={store} saved={load.saved} words={words} /> : null}
    </section>
  )
}

interface ReadyProps {
  readonly store: BucketConfigStore
  readonly saved: SectionState
  readonly words: SectionWords
}

function Ready(props: ReadyProps): JSX.Element {
  const step = useStore(props.store, (state) => state.step)
  return step === 'edit' ? <Edit {...props} /> : <Review {...props} step={step} />
}

function Edit({ store, saved, words }: ReadyProps): JSX.Element {
  const state = useStore(store)
  const form = useRef<HTMLDivElement>(null)
  const Editor = editorOf(saved.section)
  const issues = issuesOf(state)
  useEffect(() => {
    if (state.errorRequests === 0) return
    // After the forms with errors have opened.
    const frame = requestAnimationFrame(() => focusFirstError(form.current))
    return () => cancelAnimationFrame(frame)
  }, [state.errorRequests])
  return (
    <>
      <Notices store={store} saved={saved} />
      <div ref={form} className="config-form">
        <Editor
          // A new reading or a discarded draft starts the form afresh.
          key={`${saved.fingerprint}-${state.generation}`}
          bucket={saved.bucket}
          document={state.draft}
          saved={saved.document}
          onChange={(document) => state.edit(document)}
          issues={issues}
          showMissing={state.showMissing}
          words={words}
        />
      </div>
      <DraftBar store={store} issues={issues} />
    </>
  )
}

function focusFirstError(form: HTMLElement | null): void {
  const invalid = form?.querySelector<HTMLElement>(
    'input[data-invalid], textarea[data-invalid], [data-invalid] input, [data-invalid] button',
  )
  invalid?.focus()
  invalid?.scrollIntoView({ block: 'center' })
}
