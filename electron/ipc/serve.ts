import type { IpcMainInvokeEvent } from 'electron'
import { ipcMain } from 'electron'
import { callNames, type Grant, grantPathsChannel } from '../../shared/ipc/contract.ts'
import { localFailure, type Outcome } from '../../shared/ipc/failure.ts'
import type { Log } from '../log.ts'
import { answerCall, enclose, type Handlers } from './answer.ts'
import type { GrantsService } from './services.ts'

export interface ServeOptions {
  readonly handlers: Handlers
  readonly grants: GrantsService
  readonly log: Log
  /** The one document that may call. */
  readonly pageUrl: string
}

/** A person drops what fits a window; more paths than this in one message is not a person. */
const grantLimit = 100_000

/** The one place where the page's messages come in. */
export function serve({ handlers, grants, log, pageUrl }: ServeOptions): void {
  const guarded = <Value>(
    event: IpcMainInvokeEvent,
    name: string,
    work: () => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> => {
    if (isPage(event, pageUrl)) return work()
    const failure = localFailure('ipc.refused', `${name}: this page may not call`)
    log.failure(name, failure)
    return Promise.resolve({ ok: false, failure })
  }
  for (const name of callNames) {
    ipcMain.handle(name, (event, raw: unknown) =>
      guarded(event, name, () => answerCall(handlers, log, name, raw)),
    )
  }
  ipcMain.handle(grantPathsChannel, (event, raw: unknown) =>
    guarded<readonly Grant[]>(event, grantPathsChannel, () =>
      isPathList(raw)
        ? enclose(log, grantPathsChannel, () => grants.register(raw))
        : Promise.resolve({
            ok: false,
            failure: localFailure('input.invalid', 'not a list of paths', { field: 'paths' }),
          }),
    ),
  )
}

/** Only the top frame, and only while it shows our own document. */
function isPage(event: IpcMainInvokeEvent, pageUrl: string): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.url.split('#')[0] === pageUrl
}

function isPathList(raw: unknown): raw is readonly string[] {
  return (
    Array.isArray(raw) &&
    raw.length <= grantLimit &&
    raw.every((path: unknown) => typeof path === 'string')
  )
}
