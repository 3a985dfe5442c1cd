import { MessageChannel } from 'node:worker_threads'
import { Rpc } from '../../threads/rpc.ts'
import type { LaneHandle } from './data-plane.ts'
import { type Lane, movedEvent, progressEvent } from './protocol.ts'
import { serveDataPlane } from './serve.ts'

/** A lane in this thread, over the same messages as one in a worker. */
export function startLaneHere(speed: SharedArrayBuffer): LaneHandle {
  const { port1, port2 } = new MessageChannel()
  const stopServing = serveDataPlane(port1, speed)
  const rpc = new Rpc(port2)
  const lane = rpc.connect<Lane>('lane')
  return {
    lane,
    setConnections: (count) => void lane.setConnections(count).catch(() => undefined),
    onProgress: (listener) => void rpc.on(progressEvent, listener),
    onMoved: (listener) => void rpc.on(movedEvent, listener),
    stop: async () => {
      await stopServing()
      port1.close()
      port2.close()
    },
  }
}
