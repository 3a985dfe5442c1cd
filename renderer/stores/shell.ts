import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Failure, toFailure } from '../../shared/ipc/failure.ts'
import type { Carried } from './carrying.ts'
import type { Place } from './place.ts'
import type { Selected } from './selection.ts'

/** What the middle of the window shows. */
export type Route =
  | { readonly kind: 'browse' }
  | { readonly kind: 'bucket-config'; readonly accountId: string; readonly bucket: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'receipt'; readonly transferId: string }

/** What can be done with a selection, once a dialog was answered. */
export type ObjectAction =
  | 'copy-to'
  | 'move-to'
  | 'rename'
  | 'storage-class'
  | 'restore'
  | 'acl'
  | 'metadata'
  | 'tags'
  | 'delete'
  | 'delete-versions'

/** The one question that is open, if any. */
export type Question =
  | { readonly kind: 'add-account' }
  | { readonly kind: 'renew-account'; readonly accountId: string }
  | { readonly kind: 'remove-account'; readonly accountId: string }
  | { readonly kind: 'new-bucket'; readonly accountId: string }
  | { readonly kind: 'delete-bucket'; readonly accountId: string; readonly bucket: string }
  | { readonly kind: 'new-folder'; readonly place: Place }
  | {
      readonly kind: 'objects'
      readonly action: ObjectAction
      readonly place: Place
      readonly selected: Selected
    }
  | { readonly kind: 'move-dropped'; readonly carried: Carried }
  /** null = all transfers. */
  | { readonly kind: 'pause-until'; readonly transferId: string | null }

export type Notice =
  | { readonly kind: 'done'; readonly id: number; readonly text: string }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }

export interface ShellState {
  readonly route: Route
  readonly question: Question | null
  readonly notice: Notice | null
  readonly drawerOpen: boolean
  go(route: Route): void
  ask(question: Question | null): void
  tell(text: string): void
  fail(error: unknown): void
  dismiss(id: number): void
  setDrawer(open: boolean): void
}
export type ShellStore = StoreApi<ShellState>

export function createShellStore(): ShellStore {
  let lastId = 0
  return createStore<ShellState>((set, get) => ({
    route: { kind: 'browse' },
    question: null,
    notice: null,
    drawerOpen: false,
    go: (route) => set({ route }),
    ask: (question) => set({ question }),
    tell(text) {
      lastId += 1
      set({ notice: { kind: 'done', id: lastId, text } })
    },
    fail(error) {
      const failure = toFailure(error)
      if (failure.code === 'client.cancelled') return
      lastId += 1
      set({ notice: { kind: 'failed', id: lastId, failure } })
    },
    dismiss(id) {
      if (get().notice?.id === id) set({ notice: null })
    },
    setDrawer: (drawerOpen) => set({ drawerOpen }),
  }))
}
