import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { threadLimits } from '../../threads/memory.ts'
import { type Remote, Rpc } from '../../threads/rpc.ts'
import type { LaneHandle } from './data-plane.ts'
import { type Lane, type MovedFile, movedEvent, type Progress, progressEvent } from './protocol.ts'

/**
 * One moves more than a gigabyte a second. The others are for encrypted connections and fast disks,
 * where there are processors to spare.
 */
export function laneCount(): number {
  return Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))
}

interface LaneThread {
  readonly worker: Worker
  readonly rpc: Rpc
}

/**
 * A lane in a worker thread. When the thread dies, what it had in flight fails as retryable; the
 * next task starts a new one, so a thread that cannot live is not started over and over.
 */
export function startLaneThread(url: URL, speed: SharedArrayBuffer): LaneHandle {
  const listeners: ((progress: Progress) => void)[] = []
  const movedListeners: ((moved: MovedFile) => void)[] = []
  let current: LaneThread | null = null
  let connections = 1

  const setConnections = ({ rpc }: LaneThread): void => {
    const lane = rpc.connect<Lane>('lane')
    // A thread that ends is told to the tasks that it had.
    lane.setConnections(connections).catch(() => undefined)
  }

  const start = (): LaneThread => {
    const worker = new Worker(url, { workerData: speed, resourceLimits: threadLimits })
    const rpc = new Rpc(worker)
    rpc.on<Progress>(progressEvent, (progress) => {
      for (const listener of listeners) listener(progress)
    })
    rpc.on<MovedFile>(movedEvent, (moved) => {
      for (const listener of movedListeners) listener(moved)
    })
    // Without a listener the error would end the whole process; 'exit' follows and is handled.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      rpc.close('a data plane thread ended')
      current = null
    })
    return { worker, rpc }
  }
  const lane = (): Remote<Lane> => {
    if (current === null) {
      current = start()
      setConnections(current)
    }
    return current.rpc.connect<Lane>('lane')
  }
  return {
    lane: {
      move: (...args) => lane().move(...args),
      relay: (...args) => lane().relay(...args),
      moveAll: (...args) => lane().moveAll(...args),
      halt: (...args) => lane().halt(...args),
      checksum: (...args) => lane().checksum(...args),
      abort: (...args) => lane().abort(...args),
    },
    setConnections: (count) => {
      connections = count
      if (current) setConnections(current)
    },
    onProgress: (listener) => void listeners.push(listener),
    onMoved: (listener) => void movedListeners.push(listener),
    stop: async () => {
      await current?.worker.terminate()
    },
  }
}
