import { useEffect, useState } from 'react'
import type { SelectionCount } from '../../../shared/catalog.ts'
import { type Failure, toFailure } from '../../../shared/ipc/failure.ts'
import type { Place } from '../../stores/place.ts'
import { type Selected, selectionOf } from '../../stores/selection.ts'
import { useStores } from '../../stores/stores.tsx'

export interface Count {
  /** null until it is counted. */
  readonly count: SelectionCount | null
  readonly failure: Failure | null
  readonly retry: () => void
}

/** What a selection holds. Folders are listed for it, so `delayMs` waits for it to stand still. */
export function useCount(place: Place, selected: Selected, delayMs = 0): Count {
  const { api } = useStores()
  const { accountId, bucket } = place
  const [count, setCount] = useState<SelectionCount | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt counts again
  useEffect(() => {
    let wanted = true
    setCount(null)
    setFailure(null)
    const counting = setTimeout(() => {
      api.call('objects.count', { accountId, bucket, ...selectionOf(selected) }).then(
        (counted) => {
          if (wanted) setCount(counted)
        },
        (error: unknown) => {
          if (wanted) setFailure(toFailure(error))
        },
      )
    }, delayMs)
    return () => {
      wanted = false
      clearTimeout(counting)
    }
  }, [api, accountId, bucket, selected, delayMs, attempt])
  return { count, failure, retry: () => setAttempt(attempt + 1) }
}
