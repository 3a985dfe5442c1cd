/**
 * Runs `work` for every input, at most `width` at a time, in order of the inputs. After the first
 * failure nothing new is started; what is in flight is awaited, so that its results are kept, and
 * then the failure is thrown.
 */
export async function inParallel<Input>(
  inputs: Iterable<Input>,
  width: number,
  work: (input: Input) => Promise<void>,
): Promise<void> {
  const iterator = inputs[Symbol.iterator]()
  const failures: unknown[] = []
  const worker = async (): Promise<void> => {
    for (;;) {
      if (failures.length > 0) return
      const { done, value } = iterator.next()
      if (done) return
      try {
        await work(value)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, width) }, worker))
  if (failures.length > 0) throw failures[0]
}
