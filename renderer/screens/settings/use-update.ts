import type { SettingsPatch } from '../../../shared/settings.ts'
import { useStores } from '../../stores/stores.tsx'

/** Stores a change; what cannot be stored is said and shows its former value. */
export function useUpdate(): (patch: SettingsPatch) => void {
  const { settings, shell } = useStores()
  return (patch) => {
    settings.getState().update(patch).catch(shell.getState().fail)
  }
}
