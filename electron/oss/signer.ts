/**
 * Signing as a port. The secret stays with whoever implements it, in the main thread; a client in a
 * worker thread gets an implementation that asks the main thread (`electron/accounts/remote-sessions.ts`).
 */
export interface UnsignedRequest {
  readonly method: string
  /** null for service operations. The same in the signature whatever the host style. */
  readonly bucket: string | null
  /** Raw key, never encoded; null for bucket and service operations. */
  readonly key: string | null
  /** Decoded. null = the name alone (`?acl`). */
  readonly query: Readonly<Record<string, string | null>>
  /** Lower-case names, unencoded values. */
  readonly headers: Readonly<Record<string, string>>
  /** Short id of the bucket's region. */
  readonly region: string
  /** Milliseconds since the epoch, already corrected for clock skew. */
  readonly atMs: number
}

/** Adds the date, token and authorization headers; everything that was given stays as it is. */
export type Signer = (request: UnsignedRequest) => Promise<Readonly<Record<string, string>>>
