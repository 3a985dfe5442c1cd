import type { JSX } from 'react'
import { type SettingsPatch, settingsPatchSchema } from '../../../shared/settings.ts'
import { useMessages } from '../../i18n/i18n.tsx'
import { useSettings, useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'

/** Every change takes effect at once. */
export function PreferencesDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { settings: store, shell } = useStores()
  const { common } = useMessages()
  const words = common.settings
  const settings = useSettings((state) => state.settings)
  const version = useSettings((state) => state.app?.version ?? '')
  const update = (patch: SettingsPatch): void => {
    store.getState().update(patch).catch(shell.getState().fail)
  }
  const choose = (name: keyof SettingsPatch) => (value: string) =>
    update(settingsPatchSchema.parse({ [name]: value }))
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      footer={<Button onPress={onClose}>{common.actions.done}</Button>}
    >
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
      <NumberField
        label={words.connections}
        description={words.connectionsHelp}
        value={settings.connections === 'automatic' ? null : settings.connections}
        minValue={1}
        maxValue={64}
        onChange={(connections) => update({ connections: connections ?? 'automatic' })}
      />
      <p className="muted">{words.about(version)}</p>
    </Dialog>
  )
}
