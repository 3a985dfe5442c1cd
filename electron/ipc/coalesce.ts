import { assertNever } from '../../shared/assert.ts'
import type { Pushes, PushName } from '../../shared/ipc/contract.ts'

export type Push = { readonly [Name in PushName]: { name: Name; message: Pushes[Name] } }[PushName]

export interface CoalesceOptions {
  readonly send: (push: Push) => void
  /** Calls back once, later. */
  readonly later: (run: () => void) => void
}

/**
 * Holds messages of one subject back while an earlier one has just left, and sends what they add up
 * to. The first goes out at once, so nothing that happens rarely is late.
 */
export class Coalescer {
  readonly #options: CoalesceOptions
  readonly #held = new Map<string, Push | null>()

  constructor(options: CoalesceOptions) {
    this.#options = options
  }

  push(push: Push): void {
    const subject = subjectOf(push)
    const held = this.#held.get(subject)
    if (held !== undefined) {
      this.#held.set(subject, merge(held, push))
      return
    }
    this.#held.set(subject, null)
    this.#options.send(push)
    this.#options.later(() => this.#release(subject))
  }

  #release(subject: string): void {
    const held = this.#held.get(subject)
    this.#held.delete(subject)
    if (held) this.push(held)
  }
}

function subjectOf(push: Push): string {
  switch (push.name) {
    case 'transfers.changed':
    case 'catalog.restarted':
    case 'accounts.changed':
    case 'settings.changed':
      return push.name
    case 'catalog.changed':
      return JSON.stringify([push.name, push.message.viewId])
    case 'objects.changed':
      return JSON.stringify([push.name, push.message.accountId, push.message.bucket])
    default:
      return assertNever(push)
  }
}

/** States replace each other; announcements of changed prefixes add up. */
function merge(held: Push | null, next: Push): Push {
  if (held?.name !== 'objects.changed' || next.name !== 'objects.changed') return next
  const prefixes = [...new Set([...held.message.prefixes, ...next.message.prefixes])]
  return { name: next.name, message: { ...next.message, prefixes } }
}
