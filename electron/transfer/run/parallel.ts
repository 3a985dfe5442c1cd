/**
 * Runs `work` for every input, at most `width()` at a time, in order of the inputs; the width is asked
 * again whenever one ends. After the first failure nothing new is started; what is in flight is
 * awaited, so that its results are kept, and then the failure is thrown.
 */
export async function inParallel<Input>(
  inputs: Iterable<Input>,
  width: () => number,
  work: (input: Input) => Promise<void>,
): Promise<void> {
  const iterator = inputs[Symbol.iterator]()
  const failures: unknown[] = []
  const workers: Promise<void>[] = []
  let active = 0
  let isOver = false

  const fill = (): void => {
    while (!isOver && active < Math.max(1, width())) {
      active++
      workers.push(worker())
    }
  }
  const worker = async (): Promise<void> => {
    for (;;) {
      const { done, value } = isOver ? { done: true as const } : iterator.next()
      if (done) break
      try {
        await work(value)
      } catch (error) {
        failures.push(error)
        isOver = true
      }
      if (active > Math.max(1, width())) {
        active--
        return
      }
      fill()
    }
    isOver = true
    active--
  }
  fill()
  // The list grows while it is waited for.
  for (const one of workers) await one
  if (failures.length > 0) throw failures[0]
}
