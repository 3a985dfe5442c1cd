import type { Failure } from '../../shared/ipc/failure.ts'
import { type Endpoint, inRegion, regionOf } from '../../shared/oss/address.ts'
import type { Operation } from './operation.ts'
import { type BucketInput, getBucketLocation } from './operations/bucket.ts'

/** Signs for it when nothing tells the region; a wrong guess is corrected like a wrong region. */
const guessedRegion = 'cn-hangzhou'

/** Works whatever the region is, because V1 does not sign the region. */
export const locateBucket: Operation<BucketInput, string> = {
  ...getBucketLocation,
  request: (input) => ({ ...getBucketLocation.request(input), version: 'v1' }),
}

export interface Route {
  readonly endpoint: Endpoint
  readonly region: string
}

/** Where each bucket is: the account's endpoint until an answer says otherwise. */
export class Routes {
  readonly #default: Endpoint
  readonly #byBucket = new Map<string, Endpoint>()
  readonly #locating = new Map<string, Promise<string | null>>()

  constructor(endpoint: Endpoint) {
    this.#default = endpoint
  }

  of(bucket: string | null): Route {
    const endpoint = (bucket === null ? null : this.#byBucket.get(bucket)) ?? this.#default
    return { endpoint, region: endpoint.region ?? guessedRegion }
  }

  /**
   * Learns from the failure of a request that went by `used` where the bucket is, and answers whether
   * that is news. The service names the endpoint when the host is another region's; when only the
   * signature's region is wrong it names nothing, and `locate` has to ask. Requests that fail at the
   * same time ask once.
   */
  async correct(
    bucket: string,
    used: Route,
    failure: Failure,
    locate: () => Promise<string | null>,
  ): Promise<boolean> {
    const region = await this.#regionFrom(bucket, failure, locate)
    if (!region || region === used.region) return false
    this.#byBucket.set(bucket, inRegion(used.endpoint, region))
    return true
  }

  async #regionFrom(
    bucket: string,
    failure: Failure,
    locate: () => Promise<string | null>,
  ): Promise<string | null> {
    const named = failure.details.Endpoint
    if (named !== undefined && isRedirect(failure)) return regionOf(named)
    if (!isWrongSigningRegion(failure)) return null
    const open = this.#locating.get(bucket) ?? this.#locate(bucket, locate)
    return open
  }

  #locate(bucket: string, locate: () => Promise<string | null>): Promise<string | null> {
    const asked = locate()
      // The first failure says more than the failure to find out more.
      .catch(() => null)
      .finally(() => this.#locating.delete(bucket))
    this.#locating.set(bucket, asked)
    return asked
  }
}

function isRedirect(failure: Failure): boolean {
  return failure.code === 'AccessDenied' || failure.code === 'PermanentRedirect'
}

/** https://help.aliyun.com/zh/oss/user-guide/0002-00000228 */
function isWrongSigningRegion(failure: Failure): boolean {
  if (failure.code !== 'InvalidArgument') return false
  const ec = failure.ec ?? ''
  return /^0002-00000(226|228)$/.test(ec) || (ec === '' && /signing region/i.test(failure.message))
}
