import type { ViewStatus } from '../../shared/catalog.ts'
import type { Api } from '../api.ts'
import type { Place } from './place.ts'

/** Views of the catalog. Each `open` is a view of its own, to be released by whoever opened it. */
export interface Views {
  open(place: Place): Promise<ViewStatus>
  release(viewId: string): void
}

export function createViews(api: Api): Views {
  return {
    open: ({ accountId, bucket, prefix }) =>
      api.call('catalog.open', { accountId, bucket, prefix }),
    release(viewId) {
      // A view that is gone already is what was wanted.
      api.call('catalog.close', { viewId }).catch(() => undefined)
    },
  }
}
