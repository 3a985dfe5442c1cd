import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../shared/ipc/bridge.ts'
import {
  type CallName,
  callNames,
  grantPathsChannel,
  type PushName,
  pushNames,
} from '../shared/ipc/contract.ts'
import { localFailure } from '../shared/ipc/failure.ts'

const calls: ReadonlySet<string> = new Set<CallName>(callNames)
const pushes: ReadonlySet<string> = new Set<PushName>(pushNames)

const bridge: Bridge = {
  call: (name, input) => {
    if (calls.has(name)) return ipcRenderer.invoke(name, input)
    const failure = localFailure('ipc.refused', `no such call: ${String(name)}`)
    return Promise.resolve({ ok: false, failure })
  },
  on: (name, listener) => {
    if (!pushes.has(name)) return () => undefined
    const forward = (_event: unknown, message: Parameters<typeof listener>[0]): void =>
      listener(message)
    ipcRenderer.on(name, forward)
    return () => {
      ipcRenderer.off(name, forward)
    }
  },
  // A `File` made by a script has no path and gets no grant: only real drops and pastes do.
  grant: (files) =>
    ipcRenderer.invoke(
      grantPathsChannel,
      files.map((file) => webUtils.getPathForFile(file as File)),
    ),
}

contextBridge.exposeInMainWorld('api', bridge)
