import { networkErrorOf } from '../../../oss/network-errors.ts'
import type { Answer, SignedRequest } from '../../../oss/transport.ts'
import { systemCode } from '../../local-failure.ts'
import type { SinkFor } from './answer-reader.ts'
import { openTo } from './connect.ts'
import { Connection, type RequestBody, type WireTimeouts } from './connection.ts'

/**
 * Connections to all hosts, kept for the next exchange. The engine's own HTTP, because bytes of a
 * body arrive where they are checked and written from, without a copy or an allocation on the way.
 */
export class Connections {
  readonly #timeouts: WireTimeouts
  readonly #open = new Set<Connection>()
  /** By origin; the one that was used last is used next. */
  readonly #free = new Map<string, Connection[]>()

  constructor(timeouts: WireTimeouts) {
    this.#timeouts = timeouts
  }

  /** One request and its answer; as `Connection.exchange`. Errors of the network name the host. */
  async exchange(
    request: SignedRequest,
    body: RequestBody | null,
    signal: AbortSignal,
    sinkFor: SinkFor,
  ): Promise<Answer> {
    const connection = this.#take(request.origin)
    try {
      return await connection.exchange(request, body, signal, sinkFor)
    } catch (error) {
      // Here it is known which host the connection was to.
      if (signal.aborted || systemCode(error) === 'UNKNOWN') throw error
      throw networkErrorOf(error, signal, request.origin)
    } finally {
      if (connection.free) this.#put(request.origin, connection)
      else connection.destroy()
    }
  }

  /** Ends them all; exchanges under way fail. */
  destroy(): void {
    for (const connection of this.#open) connection.destroy()
  }

  #take(origin: string): Connection {
    const free = this.#free.get(origin) ?? []
    for (let last = free.pop(); last; last = free.pop()) if (last.free) return last
    const connection = new Connection(openTo(origin), this.#timeouts, () => {
      this.#open.delete(connection)
      this.#drop(origin, connection)
    })
    this.#open.add(connection)
    return connection
  }

  #put(origin: string, connection: Connection): void {
    const free = this.#free.get(origin)
    if (free) free.push(connection)
    else this.#free.set(origin, [connection])
  }

  #drop(origin: string, connection: Connection): void {
    const left = this.#free.get(origin)?.filter((one) => one !== connection) ?? []
    if (left.length > 0) this.#free.set(origin, left)
    else this.#free.delete(origin)
  }
}
