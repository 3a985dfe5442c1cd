import { useMemo } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import { rowAt } from '../../stores/pages.ts'
import { placeName } from '../../stores/place.ts'
import type { ObjectAction } from '../../stores/shell.ts'
import { useStores } from '../../stores/stores.tsx'

export interface BrowserCommands {
  open(index: number): void
  upload(what: 'files' | 'folder'): Promise<void>
  download(): Promise<void>
  /** Rows that are not on screen included. */
  selectAll(): void
  /** Asks what has to be known for it; nothing happens without a selection. */
  askFor(action: ObjectAction): void
  askNewFolder(): void
  copy(text: string): void
}

/** What toolbar, table, menus and shortcuts do alike. */
export function useBrowserCommands(): BrowserCommands {
  const { browser, files, shell } = useStores()
  const { browser: words } = useMessages()
  const format = useFormat()
  return useMemo(() => {
    const { ask, fail, tell } = shell.getState()
    return {
      open(index) {
        const { place, pages, open } = browser.getState()
        const row = rowAt(pages, index)
        if (place && row?.kind === 'folder') void open({ ...place, prefix: row.key })
      },
      async upload(what) {
        const { place } = browser.getState()
        if (!place) return
        try {
          const count = await files.uploadChosen(place, what)
          if (count === null) return
          tell(words.notices.uploadStarted(count, format.count(count), placeName(place)))
        } catch (error) {
          fail(error)
        }
      },
      async download() {
        const { place, selected } = browser.getState()
        if (!place || selected.size === 0) return
        try {
          const folder = await files.download(place, selected)
          if (folder !== null) tell(words.notices.downloadStarted(folder))
        } catch (error) {
          fail(error)
        }
      },
      selectAll() {
        browser.getState().selectAll().catch(fail)
      },
      askFor(action) {
        const { place, selected } = browser.getState()
        if (!place || selected.size === 0) return
        if (action === 'rename' && selected.size > 1) return
        ask({ kind: 'objects', action, place, selected })
      },
      askNewFolder() {
        const { place } = browser.getState()
        if (place) ask({ kind: 'new-folder', place })
      },
      copy(text) {
        navigator.clipboard.writeText(text).catch(fail)
      },
    }
  }, [browser, files, shell, words, format])
}
