import { FolderOpen, SearchX, Upload } from 'lucide-react'
import { type JSX, type KeyboardEvent, useCallback } from 'react'
import { useMessages } from '../../i18n/i18n.tsx'
import { rowAt } from '../../stores/pages.ts'
import type { Place } from '../../stores/place.ts'
import { useBrowser, useStores } from '../../stores/stores.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { focusHome, rowIndexOf } from '../../ui/virtual-grid.tsx'
import { FailurePanel } from '../failure-panel.tsx'
import './browser.css'
import { FileTable } from './file-table.tsx'
import { useBrowserCommands } from './use-browser-actions.ts'
import { useDrop } from './use-drop.ts'

/** The table of the current folder, or what is there instead of it; files can be dropped on all of it, rows on folders. */
export function BrowserPane(): JSX.Element {
  const { browser } = useStores()
  const { browser: words } = useMessages()
  const place = useBrowser((state) => state.place)
  const [pane, widthPx] = useWidth()
  const placeAt = useCallback(
    (target: EventTarget): Place | null => {
      const { place: here, pages } = browser.getState()
      const index = rowIndexOf(target)
      const row = index === null ? undefined : rowAt(pages, index)
      return here && row?.kind === 'folder' ? { ...here, prefix: row.key } : here
    },
    [browser],
  )
  const onSpring = (to: Place): void => void browser.getState().open(to)
  const drop = useDrop({ placeAt, onSpring })
  /** The table does it by itself; this is for the empty folder. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target === event.currentTarget && event.key === 'Backspace') {
      void browser.getState().goUp()
    }
  }
  if (!place)
    return <EmptyState icon={<FolderOpen size={40} strokeWidth={1.2} />} text={words.start.text} />
  const onRow = drop.place !== null && drop.place.prefix !== place.prefix
  return (
    <section
      ref={pane}
      {...focusHome}
      onKeyDown={onKeyDown}
      className="browser-pane"
      data-drop={drop.place !== null && !onRow ? '' : undefined}
      aria-label={words.table.label(place.bucket)}
      {...drop.handlers}
    >
      <Content
        place={place}
        widthPx={widthPx}
        dropPrefix={onRow ? (drop.place?.prefix ?? null) : null}
      />
      {drop.label === null ? null : (
        <div className="drop-label" role="status">
          {drop.kind === 'upload' ? <Upload size={14} aria-hidden /> : null}
          {drop.label}
        </div>
      )}
    </section>
  )
}

interface ContentProps {
  readonly place: Place
  readonly widthPx: number | null
  readonly dropPrefix: string | null
}

function Content({ place, widthPx, dropPrefix }: ContentProps): JSX.Element {
  const { browser } = useStores()
  const { browser: words } = useMessages()
  const total = useBrowser((state) => state.total)
  const failure = useBrowser((state) => state.failure)
  const filter = useBrowser((state) => state.filter)
  const listing = useBrowser((state) => state.status?.state === 'listing')
  const retry = (): void => void browser.getState().refresh()
  if (failure && !total) return <FailurePanel failure={failure} onRetry={retry} />
  if (total === null || (total === 0 && listing)) {
    return <Skeleton label={words.table.loading} rows={12} />
  }
  if (total > 0) {
    return (
      <>
        {failure ? <FailurePanel layout="inline" failure={failure} onRetry={retry} /> : null}
        <FileTable place={place} total={total} widthPx={widthPx} dropPrefix={dropPrefix} />
      </>
    )
  }
  if (filter === '') return <EmptyFolder isBucket={place.prefix === ''} />
  return (
    <EmptyState
      icon={<SearchX size={40} strokeWidth={1.2} />}
      text={words.table.nothingMatches(filter)}
      action={
        <Button onPress={() => browser.getState().setFilter('')}>{words.table.clearFilter}</Button>
      }
    />
  )
}

function EmptyFolder({ isBucket }: { readonly isBucket: boolean }): JSX.Element {
  const { browser: words } = useMessages()
  const commands = useBrowserCommands()
  const what = isBucket ? words.table.emptyBucket : words.table.empty
  return (
    <EmptyState
      icon={<FolderOpen size={40} strokeWidth={1.2} />}
      text={`${what} ${words.table.emptyHint}`}
      action={
        <Button icon={<Upload size={14} />} onPress={() => void commands.upload('files')}>
          {words.toolbar.uploadFiles}
        </Button>
      }
    />
  )
}
