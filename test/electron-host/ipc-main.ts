import type { IpcMain, IpcMainInvokeEvent } from 'electron'

type Listener = (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => unknown

const handlers = new Map<string, Listener>()

export const ipcMain = {
  handle: (channel: string, listener: Listener): void => {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    handlers.set(channel, listener)
  },
  removeHandler: (channel: string): void => {
    handlers.delete(channel)
  },
} satisfies Partial<IpcMain>

/** Throws for a channel without a handler, as Electron does. */
export async function invokeHandler(
  channel: string,
  event: IpcMainInvokeEvent,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) {
    throw new Error(
      `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`,
    )
  }
  return handler(event, ...args)
}
