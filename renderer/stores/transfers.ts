import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AttentionReason } from '../../shared/transfer/state.ts'
import type { Decision, TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { Api } from '../api.ts'

/** What a row's buttons do. */
export type TransferAction = 'resume' | 'cancel' | 'retry' | 'remove' | 'reveal'

export interface TransfersState {
  /** null until the main process answered. */
  readonly snapshot: TransfersSnapshot | null
  /** The transfers whose files show. */
  readonly expanded: ReadonlySet<string>
  load(): Promise<void>
  toggle(transferId: string): void
  act(action: TransferAction, transferId: string): Promise<void>
  decide(decision: Decision): Promise<void>
  /** `transferId` null = all of them. `until`: ISO 8601; null = until it is continued. */
  pause(transferId: string | null, until: string | null): Promise<void>
  resumeAll(): Promise<void>
  /** Before another one; null = behind all that are not over. */
  move(transferId: string, before: string | null): Promise<void>
  /** Skips the files that wait for `reason`. */
  leaveOut(transferId: string, reason: AttentionReason): Promise<void>
}
export type TransfersStore = StoreApi<TransfersState>

export function createTransfersStore(api: Api): TransfersStore {
  return createStore<TransfersState>((set, get) => {
    let pushed = false
    api.on('transfers.changed', (snapshot) => {
      pushed = true
      set({ snapshot, expanded: stillThere(get().expanded, snapshot) })
    })
    return {
      snapshot: null,
      expanded: new Set(),
      async load() {
        const snapshot = await api.call('transfers.snapshot')
        // A push that came meanwhile is newer.
        if (!pushed) set({ snapshot })
      },
      toggle(transferId) {
        const expanded = new Set(get().expanded)
        if (!expanded.delete(transferId)) expanded.add(transferId)
        set({ expanded })
      },
      async act(action, transferId) {
        await api.call(`transfers.${action}`, { transferId })
      },
      async pause(transferId, until) {
        if (transferId === null) await api.call('transfers.pauseAll', { until })
        else await api.call('transfers.pause', { transferId, until })
      },
      async resumeAll() {
        await api.call('transfers.resumeAll')
      },
      async move(transferId, before) {
        await api.call('transfers.move', { transferId, before })
      },
      async decide(decision) {
        await api.call('transfers.decide', decision)
      },
      async leaveOut(transferId, reason) {
        await api.call('transfers.decide', { transferId, itemIds: null, reason, choice: 'skip' })
      },
    }
  })
}

function stillThere(
  expanded: ReadonlySet<string>,
  snapshot: TransfersSnapshot,
): ReadonlySet<string> {
  if (expanded.size === 0) return expanded
  const known = new Set(snapshot.transfers.map(({ id }) => id))
  const kept = [...expanded].filter((id) => known.has(id))
  return kept.length === expanded.size ? expanded : new Set(kept)
}
