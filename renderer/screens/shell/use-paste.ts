import { useEffect } from 'react'
import { useStores } from '../../stores/stores.tsx'
import { useUploadDropped } from '../browser/use-file-drop.ts'

/** Files on the clipboard go into the folder that is shown, wherever the focus is. */
export function usePaste(): void {
  const { browser, shell } = useStores()
  const upload = useUploadDropped()
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      const { question, route } = shell.getState()
      const { place } = browser.getState()
      if (files.length === 0 || place === null) return
      if (question !== null || route.kind !== 'browse') return
      event.preventDefault()
      void upload(place, files)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [browser, shell, upload])
}
