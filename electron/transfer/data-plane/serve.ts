import { createCrc64 } from '../../oss/crc64.ts'
import { Rpc, type ThreadPort } from '../../threads/rpc.ts'
import { BufferPool } from './buffers.ts'
import { FileLane } from './lane.ts'
import { movedEvent, type Progress, progressEvent, smallFileBytes } from './protocol.ts'
import { SpeedLimit } from './speed-limit.ts'
import { Connections } from './wire/connections.ts'

const smallCount = 16
/** Larger files and parts pass through in pieces that stay near the processor. */
const largeBytes = 1024 * 1024
const largeCount = 8
/** For connections beyond those: what passes through in many pieces costs little more. */
const moreBytes = 512 * 1024
const moreCount = 56
/** What passes through from one place to another is there in full before it goes on, if it fits. */
const relayBytes = 8 * 1024 * 1024
const relayCount = 4
const progressEveryMs = 200
/** Much less than any request takes; many small files are over in this time. */
const gatherMs = 4

/**
 * Serves one data-plane thread on `port`; answers the function that ends it. `speed`: the limits that
 * all threads share.
 */
export function serveDataPlane(port: ThreadPort, speed: SharedArrayBuffer): () => Promise<void> {
  const crc64 = createCrc64()
  const connections = new Connections({ connectMs: 10_000, headMs: 60_000, bodyMs: 30_000 })
  const rpc = new Rpc(port, gatherMs)
  const lane = new FileLane({
    connections,
    speed: new SpeedLimit(speed),
    smallBuffers: new BufferPool(() => crc64.allocateMany(smallCount, smallFileBytes)),
    largeBuffers: new BufferPool(
      () => crc64.allocateMany(largeCount, largeBytes),
      () => crc64.allocateMany(moreCount, moreBytes),
    ),
    relayBuffers: new BufferPool(() => crc64.allocateMany(relayCount, relayBytes)),
    smallBytes: smallFileBytes,
    onMoved: (moved) => rpc.emit(movedEvent, moved),
  })
  rpc.expose('lane', lane)
  const timer = setInterval(() => {
    const progress: Progress = lane.takeProgress()
    if (progress.length > 0) rpc.emit(progressEvent, progress)
  }, progressEveryMs)
  return async () => {
    clearInterval(timer)
    rpc.close('the data plane was stopped')
    connections.destroy()
  }
}
