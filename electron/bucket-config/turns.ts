export interface Turns {
  /** Runs `work` after everything taken before under the same name has ended, however it ended. */
  take<T>(name: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take: (name, work) => {
      const before = last.get(name) ?? Promise.resolve()
      const result = before.then(work, work)
      const settled = result.then(
        () => undefined,
        () => undefined,
      )
      last.set(name, settled)
      void settled.then(() => {
        if (last.get(name) === settled) last.delete(name)
      })
      return result
    },
  }
}
