import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Api } from '../api.ts'

export interface OnlineState {
  /** As the transfer engine sees it: it is the one that talks to the service all the time. */
  readonly online: boolean
}
export type OnlineStore = StoreApi<OnlineState>

export function createOnlineStore(api: Api): OnlineStore {
  return createStore<OnlineState>((set, get) => {
    api.on('transfers.changed', ({ online }) => {
      if (online !== get().online) set({ online })
    })
    return { online: true }
  })
}
