import { ArrowLeft } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useSettings } from '../../stores/stores.tsx'
import { IconButton } from '../../ui/button.tsx'
import { AppearanceSettings } from './appearance-settings.tsx'
import { ComputerSettings } from './computer-settings.tsx'
import { SpeedSettings } from './speed-settings.tsx'
import { TimetableSettings } from './timetable-settings.tsx'
import { TransferSettings } from './transfer-settings.tsx'
import './settings.css'

/** The choices of this computer on one page. Every change takes effect at once. */
export function SettingsScreen({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { settings: words } = useMessages()
  const version = useSettings((state) => state.app?.version ?? '')
  return (
    <div className="settings">
      <header className="settings-head">
        <IconButton label={words.back} icon={<ArrowLeft size={16} />} onPress={onClose} />
        <h2>{words.title}</h2>
      </header>
      <Group title={words.appearance.title}>
        <AppearanceSettings />
      </Group>
      <Group title={words.transfers.title}>
        <TransferSettings />
      </Group>
      <Group title={words.speed.title} help={words.speed.help}>
        <SpeedSettings />
      </Group>
      <Group title={words.timetable.title} help={words.timetable.help}>
        <TimetableSettings />
      </Group>
      <Group title={words.computer.title}>
        <ComputerSettings />
      </Group>
      <p className="muted">{words.about(version)}</p>
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly help?: string
  readonly children: ReactNode
}

function Group({ title, help, children }: GroupProps): JSX.Element {
  return (
    <section className="settings-group" aria-label={title}>
      <div className="settings-group-head">
        <h3>{title}</h3>
        {help === undefined ? null : <p className="field-description">{help}</p>}
      </div>
      {children}
    </section>
  )
}
