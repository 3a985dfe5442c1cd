import { useEffect } from 'react'
import { useStores } from '../../stores/stores.tsx'
import { useBrowserCommands } from '../browser/use-browser-actions.ts'

/** Keys that work wherever the focus is, except while a question is open. */
export function useShortcuts(): void {
  const { browser, shell } = useStores()
  const commands = useBrowserCommands()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { question, route } = shell.getState()
      if (question !== null || event.defaultPrevented) return
      const command = event.ctrlKey || event.metaKey
      if (command && event.key === ',') {
        shell.getState().go({ kind: 'settings' })
        event.preventDefault()
      }
      if (route.kind !== 'browse') return
      const { goBack, goForward, goUp, refresh } = browser.getState()
      if (event.altKey && event.key === 'ArrowLeft') void goBack()
      else if (event.altKey && event.key === 'ArrowRight') void goForward()
      else if (event.altKey && event.key === 'ArrowUp') void goUp()
      else if (event.key === 'F2') commands.askFor('rename')
      else if (event.key === 'F5' || (command && event.key === 'r')) void refresh()
      else if (command && event.key === 'f') {
        document.querySelector<HTMLInputElement>('.navigation-bar input')?.focus()
      } else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [browser, shell, commands])
}
