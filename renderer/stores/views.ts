import type { ViewStatus } from '../../shared/catalog.ts'
import type { Api } from '../api.ts'
import type { Place } from './place.ts'

/**
 * Open views of the catalog, counted: tree and table may show the same folder, and the view must
 * close only when neither does any more.
 */
export interface Views {
  open(place: Place): Promise<ViewStatus>
  release(viewId: string): void
}

export function createViews(api: Api): Views {
  const holders = new Map<string, number>()
  return {
    async open({ accountId, bucket, prefix }) {
      const status = await api.call('catalog.open', { accountId, bucket, prefix })
      holders.set(status.viewId, (holders.get(status.viewId) ?? 0) + 1)
      return status
    },
    release(viewId) {
      const left = (holders.get(viewId) ?? 0) - 1
      if (left > 0) {
        holders.set(viewId, left)
        return
      }
      holders.delete(viewId)
      // A view that is gone already is what was wanted.
      api.call('catalog.close', { viewId }).catch(() => undefined)
    },
  }
}
