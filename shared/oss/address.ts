import type { EndpointChoice } from '../accounts.ts'
import { assertNever } from '../assert.ts'
import { encodeKey, percentEncode } from './encoding.ts'
import { InputError } from './input-error.ts'

/** Where requests go. See "Endpoints, host styles, regions" in the service's documentation. */
export interface Endpoint {
  readonly scheme: 'http' | 'https'
  /** Host name or IP address without the bucket; IPv6 in brackets. */
  readonly host: string
  /** null = the scheme's own. */
  readonly port: number | null
  /** `virtual-host`: bucket before the host. `path`: IP and localhost. `cname`: host as it is. */
  readonly style: 'virtual-host' | 'path' | 'cname'
  /** Short id (`cn-hangzhou`), or null when the host does not tell and none was given. */
  readonly region: string | null
}

/** Query parameters by name, decoded; null = the name alone (`?acl`). */
export type Query = Readonly<Record<string, string | null>>

/**
 * Reads what the person chose. A host without scheme gets https. `http://` is taken as given, also
 * for hosts that are not this machine: some private networks have nothing else. Throws
 * `input.invalid` with `details.field` = `region` or `host`.
 *
 * https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints
 */
export function parseEndpoint(choice: EndpointChoice): Endpoint {
  if (choice.kind === 'region') {
    return serviceEndpoint(choice.region)
  }
  const match = /^(?:(https?):\/\/)?(\[[0-9a-f:.]+\]|[^\s/:?#@[\]\\]+)(?::(\d{1,5}))?\/?$/i.exec(
    choice.host.trim(),
  )
  if (!match?.[2]) throw new InputError('host', `not a host name: ${choice.host}`)
  const scheme = match[1]?.toLowerCase() === 'http' ? 'http' : 'https'
  const host = choice.cname ? match[2].toLowerCase() : withoutBucket(match[2].toLowerCase())
  const port = match[3] === undefined ? null : Number(match[3])
  if (port === 0 || (port !== null && port > 65535))
    throw new InputError('host', 'port out of range')
  if (!isAddress(host) && !isHostName(host))
    throw new InputError('host', `not a host name: ${host}`)
  const given = choice.region === null ? null : parseRegion(choice.region)
  return { scheme, host, port, style: styleOf(host, choice.cname), region: given ?? regionOf(host) }
}

/** How requests reach a region's buckets. `internal`: from the same region's network only. */
export type Network = 'public' | 'internal' | 'dual-stack' | 'accelerate' | 'accelerate-overseas'

/**
 * The service's own endpoint for a region. Acceleration works for buckets that have it switched on.
 * https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints
 */
export function serviceEndpoint(region: string, network: Network = 'public'): Endpoint {
  const id = parseRegion(region)
  return {
    scheme: 'https',
    host: hostOf(id, network),
    port: null,
    style: 'virtual-host',
    region: id,
  }
}

function hostOf(region: string, network: Network): string {
  switch (network) {
    case 'public':
      return `oss-${region}.aliyuncs.com`
    case 'internal':
      return `oss-${region}-internal.aliyuncs.com`
    case 'dual-stack':
      return `${region}.oss.aliyuncs.com`
    case 'accelerate':
    case 'accelerate-overseas':
      return `oss-${network}.aliyuncs.com`
    default:
      return assertNever(network)
  }
}

/**
 * Short id of the region that a host of the service names, or null: acceleration, custom domains and
 * addresses do not tell.
 */
export function regionOf(host: string): string | null {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  if (name === 'oss.aliyuncs.com') return 'cn-hangzhou'
  const cloudBox = /(?:^|\.)(cb-[a-z0-9]+)\.[a-z0-9-]+\.oss-cloudbox(?:-control)?\.aliyuncs\.com$/
  const match =
    cloudBox.exec(name) ??
    /(?:^|\.)([a-z0-9-]+)\.oss\.aliyuncs\.com$/.exec(name) ??
    /(?:^|\.)oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/.exec(name)
  const region = match?.[1] ?? null
  return region === null || /^accelerate(-overseas)?$/.test(region) ? null : region
}

/**
 * The same kind of endpoint (scheme, internal, dual stack, acceleration) in another region. Hosts
 * that are not the service's own keep their name: only the region used for signing changes. A host
 * named by an answer is never followed, so no answer can send data elsewhere.
 */
export function inRegion(endpoint: Endpoint, region: string): Endpoint {
  const { host } = endpoint
  if (/^oss-accelerate(-overseas)?\.aliyuncs\.com$/.test(host)) return { ...endpoint, region }
  if (/^[a-z0-9-]+\.oss\.aliyuncs\.com$/.test(host)) {
    return { ...endpoint, host: `${region}.oss.aliyuncs.com`, region }
  }
  if (/^oss(-[a-z0-9-]+)?\.aliyuncs\.com$/.test(host)) {
    const suffix = host.endsWith('-internal.aliyuncs.com') ? '-internal' : ''
    return { ...endpoint, host: `oss-${region}${suffix}.aliyuncs.com`, region }
  }
  return { ...endpoint, region }
}

/** `https://b.oss-cn-hangzhou.aliyuncs.com`. Throws `input.invalid` (`bucket`, `host`). */
export function originOf(endpoint: Endpoint, bucket: string | null): string {
  const port = endpoint.port === null ? '' : `:${endpoint.port}`
  if (bucket === null && endpoint.style === 'cname') {
    throw new InputError('host', 'a custom domain serves one bucket, not the list of buckets')
  }
  // Narrower than nothing, wider than the naming rules: old buckets must stay reachable, but no
  // name may turn the host into another one.
  if (bucket !== null && !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(bucket)) {
    throw new InputError('bucket', `not a bucket name: ${bucket}`)
  }
  const prefix = bucket !== null && endpoint.style === 'virtual-host' ? `${bucket}.` : ''
  return `${endpoint.scheme}://${prefix}${endpoint.host}${port}`
}

/** Encoded path with query. Never pass it through `new URL()`, which would resolve `..` in keys. */
export function pathOf(
  endpoint: Endpoint,
  bucket: string | null,
  key: string | null,
  query: Query,
): string {
  const start = endpoint.style === 'path' && bucket !== null ? `/${bucket}/` : '/'
  const path = key === null ? start : start + encodeKey(key)
  const text = queryString(query)
  return text === '' ? path : `${path}?${text}`
}

/** Encoded, in the order given; names alone for null. */
export function queryString(query: Query): string {
  let text = ''
  for (const name in query) {
    const value = query[name]
    if (text !== '') text += '&'
    text += percentEncode(name)
    if (value !== null && value !== undefined) text += `=${percentEncode(value)}`
  }
  return text
}

/**
 * Reads `oss://bucket/prefix/`. The prefix is empty or ends in `/`. Throws `input.invalid` with
 * `details.field` = `preset`.
 */
export function parseOssUrl(url: string): { readonly bucket: string; readonly prefix: string } {
  const match = /^oss:\/\/([A-Za-z0-9][A-Za-z0-9_-]*)(?:\/([\s\S]*))?$/.exec(url.trim())
  if (!match?.[1]) throw new InputError('preset', 'not of the form oss://bucket/prefix/')
  const prefix = match[2] ?? ''
  if (/^[/\\]/.test(prefix)) throw new InputError('preset', 'a prefix does not start with a slash')
  return { bucket: match[1], prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` }
}

/** People copy the address of their bucket where the endpoint is asked for. */
function withoutBucket(host: string): string {
  const match = /^[^.]+\.((?:oss-[a-z0-9-]+|[a-z0-9-]+\.oss)\.aliyuncs\.com)$/.exec(host)
  return match?.[1] ?? host
}

/** 127.0.0.1, [::1], localhost: the real service refuses path style, so only these get it. */
function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.startsWith('[') || host === 'localhost'
}

function isHostName(host: string): boolean {
  return (
    host.length <= 253 &&
    /^[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*$/u.test(
      host,
    )
  )
}

function styleOf(host: string, cname: boolean): Endpoint['style'] {
  if (isAddress(host)) return 'path'
  return cname ? 'cname' : 'virtual-host'
}

/** Takes `cn-hangzhou` and `oss-cn-hangzhou`; never checked against a list, new regions appear. */
function parseRegion(text: string): string {
  const region = text.trim().toLowerCase().replace(/^oss-/, '')
  if (!/^[a-z0-9][a-z0-9-]*$/.test(region))
    throw new InputError('region', `not a region id: ${text}`)
  return region
}
