import type { Crc64Buffer } from '../../oss/crc64.ts'
import { crc64Of } from '../../oss/crc64.ts'
import type { Answer, SignedRequest } from '../../oss/transport.ts'
import { Bridge } from './bridge.ts'
import { PacedSink } from './paced-sink.ts'
import type { RelayResult } from './protocol.ts'
import { wrongLength } from './small-sink.ts'
import type { SpeedLimit } from './speed-limit.ts'
import type { Connections } from './wire/connections.ts'

interface RelayParts {
  readonly connections: Connections
  readonly speed: SpeedLimit
  readonly buffer: Crc64Buffer
  readonly onBytes: (count: number) => void
}

/**
 * Sends the body of one answer as the body of another request. When the first is refused, the second
 * is never sent. A whole object that is not what its sender says never becomes one elsewhere: its
 * last bytes are held back until its CRC64 was compared.
 */
export async function relay(
  { connections, speed, buffer, onBytes }: RelayParts,
  from: SignedRequest,
  to: SignedRequest,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<RelayResult> {
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  const bridge = new Bridge(buffer, sizeBytes, onBytes)
  let head: Answer | null = null
  const receiving = connections.exchange(from, null, both, (status, headers) => {
    if (status !== 200 && status !== 206) return null
    const length = Number(headers['content-length'] ?? sizeBytes)
    if (length !== sizeBytes) throw wrongLength(sizeBytes, length > sizeBytes ? 'more' : 'fewer')
    head = { status, headers, body: new Uint8Array(0) }
    // The CRC64 of a range's answer is that of the whole object.
    if (status === 200) bridge.expect(crc64Of(headers['x-oss-hash-crc64ecma']))
    return new PacedSink(bridge, speed, both)
  })
  receiving.catch((error: unknown) => bridge.fail(error))
  const refused = await Promise.race([receiving, bridge.ready.then(() => null)])
  if (refused !== null && !bridge.isReady) return { source: refused, target: null, crc64: '0' }
  try {
    const body = bridge.body(speed, both)
    const target = await connections.exchange(to, body, both, () => null)
    const source = head ?? (await receiving)
    return { source, target, crc64: bridge.crc64 }
  } finally {
    // What answered early does not want the rest.
    stop.abort()
  }
}
