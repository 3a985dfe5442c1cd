import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Rpc } from '../../threads/rpc.ts'
import type { LaneHandle } from './data-plane.ts'
import { type Lane, type Progress, progressEvent } from './protocol.ts'

/** Copying bytes is cheap: more threads than this only cost memory. */
export function laneCount(): number {
  return Math.max(1, Math.min(4, availableParallelism()))
}

/**
 * A lane in a worker thread. When the thread dies, what it had in flight fails as retryable and a
 * new thread takes its place; after `stop` none does.
 */
export function startLaneThread(url: URL): LaneHandle {
  const listeners: ((progress: Progress) => void)[] = []
  let stopped = false
  let current = start()

  function start(): { readonly worker: Worker; readonly rpc: Rpc } {
    const worker = new Worker(url)
    const rpc = new Rpc(worker)
    rpc.on<Progress>(progressEvent, (progress) => {
      for (const listener of listeners) listener(progress)
    })
    // Without a listener the error would end the whole process; 'exit' follows and is handled.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      rpc.close('a data plane thread ended')
      if (!stopped) current = start()
    })
    return { worker, rpc }
  }

  const remote = (): ReturnType<typeof connect> => connect(current.rpc)
  return {
    lane: {
      move: (...args) => remote().move(...args),
      checksum: (...args) => remote().checksum(...args),
      abort: (...args) => remote().abort(...args),
    },
    onProgress: (listener) => void listeners.push(listener),
    stop: async () => {
      stopped = true
      await current.worker.terminate()
    },
  }
}

function connect(rpc: Rpc): ReturnType<typeof rpc.connect<Lane>> {
  return rpc.connect<Lane>('lane')
}
