/**
 * The channel on which a test that started the stand-in talks to it: answers for dialogs, and what
 * the app asked of the desktop. Without such a parent nothing here does anything.
 */
export type ToHost =
  | { readonly type: 'answer'; readonly answer: DialogAnswer }
  | { readonly type: 'ask'; readonly id: number }
  | { readonly type: 'power'; readonly event: PowerEvent }

/** What happens to the computer, as its system tells programs. */
export type PowerEvent = 'suspend' | 'resume'

export type FromHost =
  | { readonly type: 'ready'; readonly endpoint: string }
  | { readonly type: 'asked'; readonly id: number; readonly desktop: DesktopRecord }

/** `filePaths` empty = the person cancelled. `response`: index of the button of a message box. */
export interface DialogAnswer {
  readonly filePaths?: readonly string[]
  readonly response?: number
}

/** What the app did to the desktop around it. */
export interface DesktopRecord {
  readonly openedLinks: readonly string[]
  readonly openedPaths: readonly string[]
  readonly dialogs: readonly string[]
  /** Each time the computer was kept from sleeping, and allowed to again. */
  readonly sleep: readonly ('prevented' | 'allowed')[]
}

const record = {
  openedLinks: [] as string[],
  openedPaths: [] as string[],
  dialogs: [] as string[],
  sleep: [] as ('prevented' | 'allowed')[],
}
const answers: DialogAnswer[] = []
const waiting: ((answer: DialogAnswer) => void)[] = []

/** `ELECTRON_HOST_DIALOGS=system`: a parent is there, but a person answers. */
export const isControlled: boolean =
  process.send !== undefined && process.env.ELECTRON_HOST_DIALOGS !== 'system'

export function note<Kind extends keyof DesktopRecord>(
  kind: Kind,
  what: DesktopRecord[Kind][number],
): void {
  const notes: DesktopRecord[Kind][number][] = record[kind]
  notes.push(what)
}

/** The next scripted answer; waits for one that was not given yet. */
export function nextAnswer(): Promise<DialogAnswer> {
  const ready = answers.shift()
  return ready ? Promise.resolve(ready) : new Promise((resolve) => waiting.push(resolve))
}

export function tellParent(message: FromHost): void {
  process.send?.(message)
}

export function listenToParent(onPower: (event: PowerEvent) => void): void {
  if (process.send === undefined) return
  process.on('message', (message: ToHost) => {
    switch (message.type) {
      case 'answer': {
        const next = waiting.shift()
        if (next) next(message.answer)
        else answers.push(message.answer)
        return
      }
      case 'ask':
        tellParent({ type: 'asked', id: message.id, desktop: record })
        return
      case 'power':
        onPower(message.event)
    }
  })
  // The browser goes with the host, and the host with the test that started it.
  process.on('disconnect', () => process.exit(0))
}
