import { type JSX, useEffect } from 'react'
import { type Locale, localeFor } from '../../shared/i18n/format.ts'
import type { Settings } from '../../shared/settings.ts'
import { I18nProvider } from '../i18n/i18n.tsx'
import {
  type Stores,
  StoresProvider,
  useAccounts,
  useSettings,
  useStores,
} from '../stores/stores.tsx'
import { FirstRun } from './accounts/first-run.tsx'
import { FailurePanel } from './failure-panel.tsx'
import { Questions } from './questions.tsx'
import { Shell } from './shell/shell.tsx'
import { StartNotices } from './start-notices.tsx'

export function App({ stores }: { readonly stores: Stores }): JSX.Element {
  return (
    <StoresProvider value={stores}>
      <Localized />
    </StoresProvider>
  )
}

function Localized(): JSX.Element {
  const { accounts, settings } = useStores()
  const chosen = useSettings((state) => state.settings)
  const app = useSettings((state) => state.app)
  const locale = localeOf(chosen, app?.locale ?? navigator.language)
  useEffect(() => {
    // Defaults serve until the answer is here, and when there is none.
    settings
      .getState()
      .load()
      .catch(() => undefined)
    void accounts.getState().load()
  }, [accounts, settings])
  useRootAttributes(chosen, locale)
  return (
    <I18nProvider locale={locale} platform={app?.platform ?? ''}>
      <Content />
      <Questions />
      <StartNotices />
    </I18nProvider>
  )
}

function Content(): JSX.Element | null {
  const { accounts: store, api } = useStores()
  const accounts = useAccounts((state) => state.accounts)
  const failure = useAccounts((state) => state.failure)
  const shows = accounts !== null || failure !== null
  useEffect(() => {
    if (shows) api.call('app.shown').catch(() => undefined)
  }, [api, shows])
  if (failure)
    return <FailurePanel failure={failure} onRetry={() => void store.getState().load()} />
  if (accounts === null) return null
  return accounts.length === 0 ? <FirstRun /> : <Shell />
}

function localeOf(settings: Settings, systemLanguage: string): Locale {
  return settings.language === 'system' ? localeFor(systemLanguage) : settings.language
}

/** The style sheets follow these. */
function useRootAttributes(settings: Settings, locale: Locale): void {
  useEffect(() => {
    const root = document.documentElement
    root.lang = locale === 'zh-cn' ? 'zh-CN' : 'en'
    root.dataset.theme = settings.theme
    root.dataset.density = settings.density
  }, [settings.theme, settings.density, locale])
}
