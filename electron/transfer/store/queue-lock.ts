import { DatabaseSync } from 'node:sqlite'
import { withQueue } from './queue-failure.ts'

/**
 * Keeps every other process off the queue of `dbPath`, until the answer is called or this thread
 * ends, however it ends. The lock is that of an empty file beside the queue, so the queue itself can
 * still be read. Throws `queue.in-use` when somebody else has it.
 */
export function lockQueue(dbPath: string): () => void {
  const lock = new DatabaseSync(`${dbPath}.lock`)
  try {
    withQueue(() => lock.exec('BEGIN EXCLUSIVE'))
  } catch (error) {
    lock.close()
    throw error
  }
  return () => lock.close()
}
