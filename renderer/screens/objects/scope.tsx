import { type JSX, useMemo } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { Place } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { useBrowser } from '../../stores/stores.tsx'
import { knownClasses } from '../browser/classes.ts'
import { className } from '../browser/columns.tsx'
import { useCount } from '../browser/use-count.ts'

export interface ScopeProps {
  readonly place: Place
  readonly selected: Selected
}

/** "For 214 files, 1.2 GB." */
export function Scope({ place, selected }: ScopeProps): JSX.Element | null {
  const { scope } = useMessages().objects
  const format = useFormat()
  const { count, failure } = useCount(place, selected)
  if (failure) return null
  if (count === null) return <p role="status">{scope.counting}</p>
  const [files, size] = [format.count(count.files), format.bytes(count.sizeBytes)]
  return (
    <p role="status">
      {count.complete ? scope.files(count.files, files, size) : scope.atLeast(files, size)}
    </p>
  )
}

/** "Storage class now: Standard (3), Archive (1)." */
export function ClassesNow({ selected }: { readonly selected: Selected }): JSX.Element | null {
  const messages = useMessages()
  const { scope } = messages.objects
  const format = useFormat()
  const pages = useBrowser((state) => state.pages)
  const { classes, complete } = useMemo(() => knownClasses(pages, selected), [pages, selected])
  if (classes.size === 0) return null
  const list = [...classes]
    .map(([name, count]) => scope.one(className(messages, name), format.count(count)))
    .join(scope.separator)
  return <p className="muted">{complete ? scope.now(list) : scope.nowSome(list)}</p>
}
