import { Worker } from 'node:worker_threads'
import type { TransferChoices } from '../../shared/settings.ts'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import type { SigningService } from '../accounts/sessions.ts'
import type { TransfersService } from '../ipc/services.ts'
import { threadLimits } from '../threads/memory.ts'
import { type Remote, Rpc } from '../threads/rpc.ts'
import type { ObjectsChanged } from './changed-prefixes.ts'
import {
  objectsChangedEvent,
  signingName,
  snapshotEvent,
  type TransferWorkerData,
  type TransferWorkerService,
  transfersName,
} from './protocol.ts'

export interface StartTransfersOptions {
  /** Entry files of the two kinds of threads: `.ts` in tests, the bundles in the app. */
  readonly workerUrl: URL
  readonly dataPlaneUrl: URL
  readonly dbPath: string
  readonly signing: SigningService
  readonly choices: TransferChoices
  readonly onSnapshot: (snapshot: TransfersSnapshot) => void
  readonly onObjectsChanged: (changed: ObjectsChanged) => void
  /** The thread ended unexpectedly; it is started again and the work goes on. */
  readonly onCrash?: (error: Error) => void
}

export interface TransfersHandle {
  readonly service: TransfersService
  /** Where a damaged queue was moved to; null = it was fine. Tell the person. */
  readonly movedAside: string | null
  /** Call when an account has other credentials: what waited for them goes on. */
  credentialsChanged(accountId: string): Promise<void>
  setChoices(choices: TransferChoices): Promise<void>
  /** Gives up what is in flight, without a try being used up, until `wake`. */
  suspend(): Promise<void>
  wake(): Promise<void>
  /** Aborts what is in flight, keeps what arrived, closes the queue. */
  stop(): Promise<void>
}

interface Thread {
  readonly worker: Worker
  readonly rpc: Rpc
  readonly service: Remote<TransferWorkerService>
}

/** Starts after a crash, so that a fault that always strikes does not turn round for ever. */
const maxRestarts = 5

/** The engine in its own thread. Rejects when the queue cannot be opened. */
export async function startTransfers(options: StartTransfersOptions): Promise<TransfersHandle> {
  let stopped = false
  let restarts = 0
  let { choices } = options
  let thread = startThread(options, choices, ended)

  function ended(error: Error | null): void {
    if (stopped || restarts >= maxRestarts) return
    restarts++
    options.onCrash?.(error ?? new Error('the transfer thread ended'))
    // What ran a moment ago goes on, whatever holds for starts of the app.
    thread = startThread(options, { ...choices, continueOnLaunch: true }, ended)
  }

  const remote = (): Remote<TransferWorkerService> => thread.service
  const movedAside = await readyOf(thread).catch((error: unknown) => {
    stopped = true
    throw error
  })
  return {
    movedAside,
    service: {
      snapshot: () => remote().snapshot(),
      items: (window) => remote().items(window),
      verify: (transferId) => remote().verify(transferId),
      receipt: (transferId) => remote().receipt(transferId),
      exportReceipt: (transferId, path, locale) => remote().exportReceipt(transferId, path, locale),
      add: (spec) => remote().add(spec),
      pause: (transferId, until) => remote().pause(transferId, until),
      pauseAll: (until) => remote().pauseAll(until),
      resume: (transferId) => remote().resume(transferId),
      resumeAll: () => remote().resumeAll(),
      move: (transferId, before) => remote().move(transferId, before),
      cancel: (transferId) => remote().cancel(transferId),
      retry: (transferId) => remote().retry(transferId),
      decide: (decision) => remote().decide(decision),
      remove: (transferId) => remote().remove(transferId),
      folderOf: (transferId) => remote().folderOf(transferId),
    },
    credentialsChanged: (accountId) => remote().credentialsChanged(accountId),
    setChoices: (chosen) => {
      choices = chosen
      return remote().setChoices(chosen)
    },
    suspend: () => remote().suspend(),
    wake: () => remote().wake(),
    stop: async () => {
      stopped = true
      await remote().stop()
      await thread.worker.terminate()
    },
  }
}

function startThread(
  options: StartTransfersOptions,
  choices: TransferChoices,
  ended: (error: Error | null) => void,
): Thread {
  const { dbPath } = options
  const workerData: TransferWorkerData = {
    dbPath,
    choices,
    dataPlaneUrl: options.dataPlaneUrl.href,
  }
  const worker = new Worker(options.workerUrl, { workerData, resourceLimits: threadLimits })
  const rpc = new Rpc(worker)
  rpc.expose(signingName, options.signing)
  rpc.on(snapshotEvent, options.onSnapshot)
  rpc.on(objectsChangedEvent, options.onObjectsChanged)
  let failure: Error | null = null
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error))
  })
  worker.on('exit', () => {
    rpc.close(failure?.message ?? 'the transfer thread ended')
    ended(failure)
  })
  return { worker, rpc, service: rpc.connect<TransferWorkerService>(transfersName) }
}

function readyOf(thread: Thread): Promise<string | null> {
  return thread.service.ready()
}
