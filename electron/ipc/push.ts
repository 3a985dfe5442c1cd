import type { WebContents } from 'electron'
import type { Pushes, PushName } from '../../shared/ipc/contract.ts'
import { Coalescer, type Push } from './coalesce.ts'

export type Announce = <Name extends PushName>(name: Name, message: Pushes[Name]) => void

const intervalMs = 100

/** The one place where messages to the page leave. Without a window they are dropped. */
export function createPush(contents: () => WebContents | null): Announce {
  const coalescer = new Coalescer({
    send: ({ name, message }) => {
      const target = contents()
      if (target && !target.isDestroyed()) target.send(name, message)
    },
    later: (run) => setTimeout(run, intervalMs).unref(),
  })
  return (name, message) => coalescer.push({ name, message } as Push)
}
