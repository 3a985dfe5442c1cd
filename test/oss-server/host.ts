import { isIP } from 'node:net'
import { ServiceError } from './errors.ts'

/** What the Host header says about where the request goes. */
export interface HostAddress {
  readonly style: 'path' | 'virtual-host' | 'cname' | 'service'
  /** From the host name; null for path style and for the service itself. */
  readonly bucket: string | null
  /** Region of the endpoint; null when the host does not tell (loopback, CNAME, acceleration). */
  readonly region: string | null
  /** Through transfer acceleration, which the bucket must have switched on. */
  readonly accelerated: boolean
}

const regional = /^(?:(.+)\.)?oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/
const dualStack = /^(?:(.+)\.)?([a-z0-9-]+)\.oss\.aliyuncs\.com$/
const accelerated = /^(?:(.+)\.)?oss-accelerate(?:-overseas)?\.aliyuncs\.com$/

/** `cnames`: custom domain → bucket. Throws for a host that nobody bound. */
export function readHost(header: string, cnames: Readonly<Record<string, string>>): HostAddress {
  const host = withoutPort(header).toLowerCase()
  const bound = cnames[host]
  if (bound !== undefined)
    return { style: 'cname', bucket: bound, region: null, accelerated: false }
  if (isIP(host) !== 0 || host === 'localhost') {
    return { style: 'path', bucket: null, region: null, accelerated: false }
  }
  if (host.endsWith('.localhost')) return named(host.slice(0, -'.localhost'.length), null)
  const speeded = accelerated.exec(host)
  if (speeded !== null) return named(speeded[1], null, true)
  const match = regional.exec(host) ?? dualStack.exec(host)
  if (match !== null) return named(match[1], match[2] ?? null)
  throw new ServiceError(
    403,
    'NonStandardHostForbidden',
    'The host of the request is not an endpoint and not bound to a bucket.',
    { fields: { HostId: host } },
  )
}

function named(
  bucket: string | undefined,
  region: string | null,
  accelerated = false,
): HostAddress {
  if (bucket === undefined || bucket === '')
    return { style: 'service', bucket: null, region, accelerated }
  return { style: 'virtual-host', bucket, region, accelerated }
}

function withoutPort(header: string): string {
  if (header.startsWith('[')) return header.slice(1, header.indexOf(']'))
  const colon = header.indexOf(':')
  return colon < 0 ? header : header.slice(0, colon)
}
