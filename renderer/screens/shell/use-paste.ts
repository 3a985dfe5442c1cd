import { useEffect } from 'react'
import { useStores } from '../../stores/stores.tsx'
import { useClipboard } from '../browser/use-clipboard.ts'
import { useUploadDropped } from '../browser/use-upload-dropped.ts'

/**
 * Cut, copy and paste. Files of this computer go into the folder that is shown, wherever the focus
 * is; what was cut or copied in the table is copied or moved there.
 */
export function usePaste(): void {
  const { browser, clipboard, shell } = useStores()
  const upload = useUploadDropped()
  const { take, paste } = useClipboard()
  useEffect(() => {
    const isBrowsing = (): boolean => {
      const { question, route } = shell.getState()
      return question === null && route.kind === 'browse' && browser.getState().place !== null
    }
    const onTake = (event: ClipboardEvent): void => {
      if (!isBrowsing() || !isInTable(event.target)) return
      const text = take(event.type === 'cut' ? 'move' : 'copy')
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent): void => {
      const { place } = browser.getState()
      if (!isBrowsing() || place === null) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain')
      if (files.length > 0) void upload(place, files)
      else if (isEditable(event.target)) return
      else if (text !== undefined && text === clipboard.getState().held?.text) void paste()
      else return
      event.preventDefault()
    }
    window.addEventListener('cut', onTake)
    window.addEventListener('copy', onTake)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('cut', onTake)
      window.removeEventListener('copy', onTake)
      window.removeEventListener('paste', onPaste)
    }
  }, [browser, clipboard, shell, upload, take, paste])
}

function isInTable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.browser-pane') !== null
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea') !== null
}
