import { FailureError, localFailure } from '../../shared/ipc/failure.ts'
import { parseEndpoint, parseOssUrl } from '../../shared/oss/address.ts'
import type { CreateOssClient, OssClientOptions } from '../oss/client.ts'
import { listObjectsV2 } from '../oss/operations/listing.ts'
import { listBuckets } from '../oss/operations/service.ts'
import { createSigner } from '../oss/signer.ts'
import type { Transport } from '../oss/transport.ts'
import type { AccountPlace, AccountsOptions } from './accounts.ts'

/** Everything a client needs but the account. */
export type ClientParts = Omit<OssClientOptions, 'endpoint' | 'signer'> & {
  readonly createClient: CreateOssClient
}

/**
 * Tries credentials with the least that the account must be allowed: to list its buckets or, with a
 * preset, to list one entry there. Throws the service's failure.
 *
 * The client corrects a wrong clock by itself. At sign-in the person is told nevertheless
 * (`RequestTimeTooSkewed` with `details.skewSeconds`, positive when this computer is ahead), because
 * certificates, share links and every other program suffer from it too.
 */
export function createVerify(parts: ClientParts): AccountsOptions['verify'] {
  return async (place, credentials) => {
    const skew: { seconds: number | null } = { seconds: null }
    const transport = watchSkew(parts.transport, parts.now, (seconds) => {
      skew.seconds = seconds
    })
    const client = parts.createClient({
      ...parts,
      transport,
      endpoint: parseEndpoint(place.endpoint),
      signer: createSigner({ credentials: () => credentials }),
    })
    await listSomething(client, place)
    if (skew.seconds !== null) throw skewed(skew.seconds, parts.now())
  }
}

async function listSomething(
  client: ReturnType<CreateOssClient>,
  place: AccountPlace,
): Promise<void> {
  if (place.preset === null) {
    await client.call(listBuckets, { maxKeys: 1 })
    return
  }
  const { bucket, prefix } = parseOssUrl(place.preset)
  await client.call(listObjectsV2, { bucket, prefix, maxKeys: 1 })
}

/** Reports the clock's error when the service refused a request because of it. */
function watchSkew(
  transport: Transport,
  now: () => number,
  report: (seconds: number) => void,
): Transport {
  return async (request, body, signal) => {
    const answer = await transport(request, body, signal)
    const serverMs = Date.parse(answer.headers.date ?? '')
    const refused =
      answer.status === 403 && Buffer.from(answer.body).includes('RequestTimeTooSkewed')
    if (refused && !Number.isNaN(serverMs)) report(Math.round((now() - serverMs) / 1000))
    return answer
  }
}

function skewed(skewSeconds: number, nowMs: number): FailureError {
  return new FailureError({
    ...localFailure('internal', 'the clock of this computer differs too much from the service'),
    code: 'RequestTimeTooSkewed',
    status: 403,
    details: {
      skewSeconds: String(skewSeconds),
      serverTime: new Date(nowMs - skewSeconds * 1000).toISOString(),
    },
  })
}
