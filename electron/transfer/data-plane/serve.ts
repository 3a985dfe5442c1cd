import { Agent } from 'undici'
import { createCrc64 } from '../../oss/crc64.ts'
import { Rpc, type ThreadPort } from '../../threads/rpc.ts'
import { BufferPool } from './buffers.ts'
import { FileLane } from './lane.ts'
import { movedEvent, type Progress, progressEvent, smallFileBytes } from './protocol.ts'
import { SpeedLimit } from './speed-limit.ts'

const smallCount = 16
/** A part of the usual size in one piece; larger parts pass through in several. */
const largeBytes = 8 * 1024 * 1024
const largeCount = 8
const progressEveryMs = 200
/** Much less than any request takes; many small files are over in this time. */
const gatherMs = 4

/**
 * Serves one data-plane thread on `port`; answers the function that ends it. `speed`: the limits that
 * all threads share.
 */
export function serveDataPlane(port: ThreadPort, speed: SharedArrayBuffer): () => Promise<void> {
  const crc64 = createCrc64()
  const dispatcher = new Agent({
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: 10_000 },
    headersTimeout: 60_000,
    bodyTimeout: 30_000,
  })
  const rpc = new Rpc(port, gatherMs)
  const lane = new FileLane({
    dispatcher,
    speed: new SpeedLimit(speed),
    smallBuffers: new BufferPool(smallCount, () => crc64.allocate(smallFileBytes)),
    largeBuffers: new BufferPool(largeCount, () => crc64.allocate(largeBytes)),
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
    await dispatcher.destroy()
  }
}
