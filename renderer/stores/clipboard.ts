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
  /** What was last taken up with the mouse. Only the browser knows when the drag ended. */
  readonly dragged: Omit<Carried, 'kind' | 'to'> | null
  drag(dragged: Omit<Carried, 'kind' | 'to'>): void
}
export type ClipboardStore = StoreApi<ClipboardState>

export function createClipboardStore(): ClipboardStore {
  return createStore<ClipboardState>((set) => ({
    held: null,
    hold: (held) => set({ held }),
    dragged: null,
    drag: (dragged) => set({ dragged }),
  }))
}
