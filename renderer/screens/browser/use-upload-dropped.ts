import { useCallback } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { type Place, placeName } from '../../stores/place.ts'
import { useStores } from '../../stores/stores.tsx'

/** Starts the upload and says so; failures go to the notice bar. */
export function useUploadDropped(): (place: Place, files: readonly File[]) => Promise<void> {
  const { files: actions, shell } = useStores()
  const { browser: words } = useMessages()
  const format = useFormat()
  return useCallback(
    async (place, files) => {
      const { fail, tell } = shell.getState()
      try {
        const count = await actions.uploadDropped(place, files)
        if (count === null) tell(words.notices.nothingToPaste)
        else tell(words.notices.uploadStarted(count, format.count(count), placeName(place)))
      } catch (error) {
        fail(error)
      }
    },
    [actions, shell, words, format],
  )
}
