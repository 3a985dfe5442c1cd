import { useCallback } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import type { Carried } from '../../stores/carrying.ts'
import { useStores } from '../../stores/stores.tsx'
import { useObjectWords } from './use-words.ts'

/** Starts it and says so; failures go to the notice bar. Answers whether it started. */
export function useCarry(): (carried: Carried) => Promise<boolean> {
  const { files, shell } = useStores()
  const { objects } = useMessages()
  const { what, folder } = useObjectWords()
  return useCallback(
    async (carried) => {
      const { fail, tell } = shell.getState()
      try {
        await files.carry(carried)
        tell(objects[carried.kind].started(what(carried.selected), folder(carried.to)))
        return true
      } catch (error) {
        fail(error)
        return false
      }
    },
    [files, shell, objects, what, folder],
  )
}
