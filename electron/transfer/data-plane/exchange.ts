import type { Dispatcher } from 'undici'
import type { Answer, SignedRequest } from '../../oss/transport.ts'

/** Takes the body of a successful answer. */
export interface Sink {
  /** Answers a promise when no more may come until it is settled. */
  write(chunk: Uint8Array): Promise<void> | null
  /** Everything was written. */
  end(): Promise<void>
}

/** Answers that are documents (errors) stay in memory; longer ones are cut off. */
const maxDocumentBytes = 1024 * 1024

/**
 * One request over one connection. `sinkFor` decides from status and headers where the body goes;
 * null keeps it in memory. Rejects with undici's own errors.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: SignedRequest,
  body: Uint8Array | AsyncIterable<Uint8Array> | null,
  signal: AbortSignal,
  sinkFor: (status: number, headers: Answer['headers']) => Sink | null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abortError())
    const receiver = new Receiver(sinkFor, signal, resolve, reject)
    dispatcher.dispatch(
      {
        origin: request.origin,
        path: request.path,
        method: request.method as Dispatcher.HttpMethod,
        headers: { ...request.headers },
        body: body as Dispatcher.DispatchOptions['body'],
      },
      receiver,
    )
  })
}

class Receiver implements Dispatcher.DispatchHandler {
  readonly #sinkFor: (status: number, headers: Answer['headers']) => Sink | null
  readonly #signal: AbortSignal
  readonly #resolve: (answer: Answer) => void
  readonly #reject: (error: unknown) => void
  readonly #document: Uint8Array[] = []
  #documentBytes = 0
  #sink: Sink | null = null
  #status = 0
  #headers: Answer['headers'] = {}
  #failure: unknown = null
  #controller: Dispatcher.DispatchController | null = null
  readonly #abort = (): void => this.#fail(abortError())

  constructor(
    sinkFor: (status: number, headers: Answer['headers']) => Sink | null,
    signal: AbortSignal,
    resolve: (answer: Answer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#sinkFor = sinkFor
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    signal.addEventListener('abort', this.#abort, { once: true })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#failure) controller.abort(this.#failure as Error)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // An informational answer is followed by the real one.
    if (status < 200) return
    this.#status = status
    this.#headers = flat(headers)
    try {
      this.#sink = this.#sinkFor(status, this.#headers)
    } catch (error) {
      this.#fail(error)
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#failure) return
    if (this.#sink === null) {
      this.#keep(chunk)
      return
    }
    const busy = this.#sink.write(chunk)
    if (busy === null) return
    controller.pause()
    busy.then(
      () => controller.resume(),
      (error: unknown) => this.#fail(error),
    )
  }

  onResponseEnd(): void {
    const sink = this.#sink
    if (sink === null) {
      this.#settle(Buffer.concat(this.#document))
      return
    }
    sink.end().then(
      () => this.#settle(new Uint8Array(0)),
      (error: unknown) => this.#refuse(error),
    )
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#refuse(this.#failure ?? error)
  }

  #keep(chunk: Uint8Array): void {
    if (this.#documentBytes >= maxDocumentBytes) return
    this.#documentBytes += chunk.byteLength
    this.#document.push(chunk.slice())
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#controller?.abort(this.#failure as Error)
    this.#refuse(this.#failure)
  }

  #refuse(error: unknown): void {
    this.#signal.removeEventListener('abort', this.#abort)
    this.#reject(error)
  }

  #settle(body: Uint8Array): void {
    this.#signal.removeEventListener('abort', this.#abort)
    this.#resolve({ status: this.#status, headers: this.#headers, body })
  }
}

function flat(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return result
}

function abortError(): DOMException {
  return new DOMException('aborted', 'AbortError')
}
