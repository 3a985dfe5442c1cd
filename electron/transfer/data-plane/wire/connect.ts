import { connect as connectPlain, isIP, type OnReadOpts, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'

/** Opens a connection that reads as `onread` says; `ready` is the event after which it may be used. */
export type OpenSocket = (onread: OnReadOpts) => {
  readonly socket: Socket
  readonly ready: 'connect' | 'secureConnect'
}

/** To an origin such as `https://b.oss-cn-hangzhou.aliyuncs.com`. Certificates are always verified. */
export function openTo(origin: string): OpenSocket {
  const { protocol, hostname, port } = new URL(origin)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol === 'http:') {
    const place = { host, port: Number(port || 80), noDelay: true }
    return (onread) => ({ socket: connectPlain({ ...place, onread }), ready: 'connect' })
  }
  const place = {
    ...{ host, port: Number(port || 443), noDelay: true },
    rejectUnauthorized: true,
    // An address has no name to be told.
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
  }
  return (onread) => {
    const options = { ...place, onread }
    return { socket: connectSecure(options), ready: 'secureConnect' }
  }
}
