/** A client that is ready: connections and threads are there, no byte has moved. */
export interface Prepared {
  work(): Promise<void>
  close(): Promise<void>
}
