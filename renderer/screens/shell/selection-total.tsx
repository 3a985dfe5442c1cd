import { type JSX, useState } from 'react'
import { useFormat, useMessages } from '../../i18n/i18n.tsx'
import type { Place } from '../../stores/place.ts'
import type { Selected } from '../../stores/selection.ts'
import { Button } from '../../ui/button.tsx'
import { useCount } from '../browser/use-count.ts'
import { FailurePanel } from '../failure-panel.tsx'

/** Sizes of so many files come from the listing at once; more of them wait to be asked for. */
const countedAtOnce = 5000
const standStillMs = 150

export interface SelectionTotalProps {
  readonly place: Place
  readonly selected: Selected
}

/** Files and bytes of the selection; folders are counted on request, since that lists them. */
export function SelectionTotal({ place, selected }: SelectionTotalProps): JSX.Element {
  const { inspector: words } = useMessages().browser
  const [asked, setAsked] = useState<Selected | null>(null)
  const onlyFiles = ![...selected.values()].includes('folder')
  if (asked === selected || (onlyFiles && selected.size <= countedAtOnce)) {
    return <Counted place={place} selected={selected} />
  }
  return (
    <div>
      <Button onPress={() => setAsked(selected)}>{words.count}</Button>
    </div>
  )
}

function Counted({ place, selected }: SelectionTotalProps): JSX.Element {
  const { inspector: words, delete: counting } = useMessages().browser
  const { none } = useMessages().common
  const format = useFormat()
  const { count, failure, retry } = useCount(place, selected, standStillMs)
  if (failure) return <FailurePanel layout="inline" failure={failure} onRetry={retry} />
  const hasFolders = [...selected.values()].includes('folder')
  const atLeast = (text: string): string => (count?.complete ? text : words.atLeast(text))
  return (
    <div role="status" aria-busy={count === null}>
      <dl className="facts selectable numeric">
        {hasFolders ? (
          <div>
            <dt>{words.files}</dt>
            <dd>{count ? atLeast(format.count(count.files)) : counting.counting}</dd>
          </div>
        ) : null}
        <div>
          <dt>{words.size}</dt>
          <dd>{count ? atLeast(format.bytes(count.sizeBytes)) : none}</dd>
        </div>
      </dl>
    </div>
  )
}
