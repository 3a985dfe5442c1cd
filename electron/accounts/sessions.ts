import type { Endpoint } from '../../shared/oss/address.ts'
import type { OssClient } from '../oss/client.ts'
import type { SignatureHeaders, UnsignedRequest } from '../oss/signer.ts'

/**
 * How everything that talks to OSS gets at an account. In the main thread the implementation holds
 * the secrets; in a worker thread it holds none and asks the main thread to sign.
 */
export interface Sessions {
  /** One client per account, shared. Throws `account.absent` / `client.credentials-missing`. */
  client(accountId: string): Promise<OssClient>
}

/** What the main thread answers to worker threads, over `electron/threads/rpc.ts`. */
export interface SigningService {
  endpoint(accountId: string): Promise<Endpoint>
  /** Answers the headers to add to each, in order. A few dozen at once keep the main thread free. */
  sign(
    accountId: string,
    requests: readonly UnsignedRequest[],
  ): Promise<readonly SignatureHeaders[]>
}
