import { setTimeout as sleep } from 'node:timers/promises'
import { RemoteSessions } from '../accounts/remote-sessions.ts'
import type { SigningService } from '../accounts/sessions.ts'
import { createOssClient } from '../oss/client.ts'
import { createUndiciTransport } from '../oss/transport-undici.ts'
import { Rpc, type ThreadPort } from '../threads/rpc.ts'
import { createTransfers, usualLimits } from './create.ts'
import { LaneSet } from './data-plane/data-plane.ts'
import { laneCount, startLaneThread } from './data-plane/threads.ts'
import type { TransferLimits } from './limits.ts'
import {
  objectsChangedEvent,
  signingName,
  snapshotEvent,
  type TransferWorkerData,
  type TransferWorkerService,
  transfersName,
} from './protocol.ts'

/** Serves the engine of one thread on `port`; the queue is open when this returns. */
export function serveTransfers(
  port: ThreadPort,
  { dbPath, dataPlaneUrl, choices }: TransferWorkerData,
  limits: TransferLimits = usualLimits,
): void {
  const rpc = new Rpc(port)
  const control = createUndiciTransport()
  const sessions = new RemoteSessions(rpc.connect<SigningService>(signingName), {
    createClient: createOssClient,
    transport: control.transport,
    now: Date.now,
    random: Math.random,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    userAgent: 'oss-desk',
  })
  const url = new URL(dataPlaneUrl)
  const transfers = createTransfers({
    dbPath,
    sessions,
    plane: new LaneSet(laneCount(), (speed) => startLaneThread(url, speed)),
    choices,
    limits,
    onSnapshot: (snapshot) => rpc.emit(snapshotEvent, snapshot),
    onObjectsChanged: (changed) => rpc.emit(objectsChangedEvent, changed),
    // Ends the thread, as a crash would; whoever started it says why and starts another one.
    onQueueBroken: (failure) => {
      setImmediate(() => {
        throw failure
      })
    },
  })
  const { commands } = transfers
  const service: TransferWorkerService = {
    ready: async () => transfers.movedAside,
    stop: async () => {
      await transfers.stop()
      await control.close()
    },
    snapshot: () => commands.snapshot(),
    items: (window) => commands.items(window),
    verify: (transferId) => commands.verify(transferId),
    receipt: (transferId) => commands.receipt(transferId),
    exportReceipt: (transferId, path, locale) => commands.exportReceipt(transferId, path, locale),
    add: (spec) => commands.add(spec),
    pause: (transferId, until) => commands.pause(transferId, until),
    pauseAll: (until) => commands.pauseAll(until),
    resume: (transferId) => commands.resume(transferId),
    resumeAll: () => commands.resumeAll(),
    move: (transferId, before) => commands.move(transferId, before),
    cancel: (transferId) => commands.cancel(transferId),
    retry: (transferId) => commands.retry(transferId),
    decide: (decision) => commands.decide(decision),
    remove: (transferId) => commands.remove(transferId),
    folderOf: (transferId) => commands.folderOf(transferId),
    credentialsChanged: (accountId) => commands.credentialsChanged(accountId),
    setChoices: (chosen) => commands.setChoices(chosen),
    suspend: () => commands.suspend(),
    wake: () => commands.wake(),
  }
  rpc.expose(transfersName, service)
}
