import type { JSX } from 'react'
import { type SettingsPatch, settingsPatchSchema } from '../../../shared/settings.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useSettings } from '../../stores/stores.tsx'
import { Select } from '../../ui/select.tsx'
import { useUpdate } from './use-update.ts'

export function AppearanceSettings(): JSX.Element {
  const words = useMessages().settings.appearance
  const settings = useSettings((state) => state.settings)
  const update = useUpdate()
  const choose = (name: keyof SettingsPatch) => (value: string) =>
    update(settingsPatchSchema.parse({ [name]: value }))
  return (
    <div className="settings-columns">
      <Select
        label={words.language}
        value={settings.language}
        onChange={choose('language')}
        options={[
          { id: 'system', label: words.languageSystem },
          { id: 'en', label: words.languageEn },
          { id: 'zh-cn', label: words.languageZhCn },
        ]}
      />
      <Select
        label={words.theme}
        value={settings.theme}
        onChange={choose('theme')}
        options={[
          { id: 'system', label: words.themeSystem },
          { id: 'light', label: words.themeLight },
          { id: 'dark', label: words.themeDark },
          { id: 'high-contrast', label: words.themeHighContrast },
        ]}
      />
      <Select
        label={words.density}
        value={settings.density}
        onChange={choose('density')}
        options={[
          { id: 'compact', label: words.densityCompact },
          { id: 'comfortable', label: words.densityComfortable },
        ]}
      />
    </div>
  )
}
