import { Worker } from 'node:worker_threads'
import type { Failure } from '../../shared/ipc/failure.ts'
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
import { stoppedSnapshot, whyEnded } from './stopped.ts'

export interface StartTransfersOptions {
  /** Entry files of the two kinds of threads: `.ts` in tests, the bundles in the app. */
  readonly workerUrl: URL
  readonly dataPlaneUrl: URL
  readonly dbPath: string
  readonly signing: SigningService
  readonly choices: TransferChoices
  readonly onSnapshot: (snapshot: TransfersSnapshot) => void
  readonly onObjectsChanged: (changed: ObjectsChanged) => void
  /**
   * The thread ended unexpectedly; it is started again and the work goes on, at once or when the
   * queue can be written again.
   */
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
/** How long a queue that cannot be written, or that is somebody else's, is left alone. */
const queueRetryMs = 2000

/**
 * Keeps one thread running. While there is none every call fails with the reason, and the window
 * is told it: a full disk is waited for, however long that takes.
 */
class Keeper {
  readonly #options: StartTransfersOptions
  #choices: TransferChoices
  #thread: Thread
  #last: TransfersSnapshot | null = null
  #stopped: Failure | null = null
  #ending = false
  #restarts = 0
  #timer: NodeJS.Timeout | null = null

  constructor(options: StartTransfersOptions) {
    this.#options = options
    this.#choices = options.choices
    this.#thread = this.#start()
  }

  get service(): Remote<TransferWorkerService> {
    return this.#thread.service
  }

  /** Where a damaged queue was moved to. Rejects when there is a fault that does not pass. */
  async ready(): Promise<string | null> {
    try {
      return await this.service.ready()
    } catch (error) {
      if (this.#timer !== null) return null
      this.#ending = true
      throw error
    }
  }

  async snapshot(): Promise<TransfersSnapshot> {
    if (this.#stopped === null) return this.service.snapshot()
    return stoppedSnapshot(this.#last, this.#stopped)
  }

  setChoices(choices: TransferChoices): Promise<void> {
    this.#choices = choices
    return this.service.setChoices(choices)
  }

  async stop(): Promise<void> {
    this.#ending = true
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#stopped === null) await this.service.stop()
    await this.#thread.worker.terminate()
  }

  #start(): Thread {
    // What ran a moment ago goes on, whatever holds for starts of the app.
    const choices = this.#last ? { ...this.#choices, continueOnLaunch: true } : this.#choices
    const onSnapshot = (snapshot: TransfersSnapshot): void => {
      this.#last = snapshot
      this.#stopped = null
      this.#options.onSnapshot(snapshot)
    }
    return startThread({ ...this.#options, choices, onSnapshot }, (error) => this.#ended(error))
  }

  #ended(error: Error | null): void {
    if (this.#ending) return
    const { failure, passes } = whyEnded(error)
    if (this.#stopped === null) this.#options.onCrash?.(error ?? new Error(failure.message))
    if (!passes && this.#restarts++ < maxRestarts) {
      this.#thread = this.#start()
      return
    }
    this.#stopped = failure
    this.#options.onSnapshot(stoppedSnapshot(this.#last, failure))
    if (!passes) return
    this.#timer = setTimeout(() => {
      this.#thread = this.#start()
    }, queueRetryMs)
  }
}

/** The engine in its own thread. Rejects when the queue cannot be opened and never will be. */
export async function startTransfers(options: StartTransfersOptions): Promise<TransfersHandle> {
  const keeper = new Keeper(options)
  const remote = (): Remote<TransferWorkerService> => keeper.service
  const movedAside = await keeper.ready()
  return {
    movedAside,
    service: {
      snapshot: () => keeper.snapshot(),
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
    setChoices: (choices) => keeper.setChoices(choices),
    suspend: () => remote().suspend(),
    wake: () => remote().wake(),
    stop: () => keeper.stop(),
  }
}

function startThread(options: StartTransfersOptions, ended: (error: Error | null) => void): Thread {
  const { choices, dbPath } = options
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
    rpc.close(whyEnded(failure).failure)
    ended(failure)
  })
  return { worker, rpc, service: rpc.connect<TransferWorkerService>(transfersName) }
}
