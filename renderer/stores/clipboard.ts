import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Carried } from './carrying.ts'

/** What was cut (`move`) or copied in the window, to be pasted in another folder. */
export interface Held extends Omit<Carried, 'to'> {
  /** What the system's clipboard has for it. Something else there is newer, and counts instead. */
  readonly text: string
}

export interface ClipboardState {
  readonly held: Held | null
  hold(held: Held | null): void
}
export type ClipboardStore = StoreApi<ClipboardState>

export function createClipboardStore(): ClipboardStore {
  return createStore<ClipboardState>((set) => ({ held: null, hold: (held) => set({ held }) }))
}
