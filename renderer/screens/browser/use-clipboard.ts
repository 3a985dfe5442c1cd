import { useMemo } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { type Carried, targetProblem } from '../../stores/carrying.ts'
import { useStores } from '../../stores/stores.tsx'
import { useCarry } from '../objects/use-carry.ts'
import { useObjectWords } from '../objects/use-words.ts'

export interface Clipboard {
  /** Keeps the selection; answers the text for the system's clipboard, or null without one. */
  take(kind: Carried['kind']): string | null
  /** Copies or moves what was taken to the folder that is shown. */
  paste(): Promise<void>
}

/** Cut, copy and paste of files and folders between the folders of the window. */
export function useClipboard(): Clipboard {
  const { browser, clipboard, shell } = useStores()
  const { objects } = useMessages()
  const { what } = useObjectWords()
  const carry = useCarry()
  return useMemo(
    () => ({
      take(kind) {
        const { place, selected } = browser.getState()
        if (!place || selected.size === 0) return null
        const text = [...selected.keys()].map((key) => `oss://${place.bucket}/${key}`).join('\n')
        clipboard.getState().hold({ kind, from: place, selected, text })
        shell.getState().tell(objects.clipboard[kind](what(selected)))
        return text
      },
      async paste() {
        const { held, hold } = clipboard.getState()
        const to = browser.getState().place
        if (!held || !to) return
        const { kind, from, selected } = held
        const problem = targetProblem({ kind, from, selected, to })
        if (problem !== null) {
          const { insideItself, sameFolder } = objects.problem
          shell.getState().tell(problem === 'inside-itself' ? insideItself : sameFolder)
        } else if ((await carry({ kind, from, selected, to })) && kind === 'move') hold(null)
      },
    }),
    [browser, clipboard, shell, objects, what, carry],
  )
}
