import { Agent, type Dispatcher, ProxyAgent, Socks5ProxyAgent } from 'undici'
import { InputError } from '../../shared/oss/input-error.ts'
import type { UndiciTransportOptions } from './transport-undici.ts'

/** The pool of connections, directly or through a proxy. Certificates are always verified. */
export function createDispatcher(options: UndiciTransportOptions): Dispatcher {
  const tls = { rejectUnauthorized: true }
  const connectTimeout = options.connectTimeoutMs ?? 5_000
  const pool = {
    headersTimeout: options.headersTimeoutMs ?? 30_000,
    bodyTimeout: options.bodyTimeoutMs ?? 30_000,
    keepAliveTimeout: 20_000,
    connections: options.connections ?? 32,
    pipelining: 1,
  }
  const { proxy, lookup } = options
  if (!proxy) {
    const connect = { ...tls, timeout: connectTimeout, ...(lookup ? { lookup } : {}) }
    return new Agent({ ...pool, connect })
  }
  const { protocol } = proxyUrl(proxy)
  if (protocol === 'socks5:' || protocol === 'socks:') {
    const agent = new Socks5ProxyAgent(proxy, { connectTimeout, requestTls: tls })
    // It takes limits from each request alone; without them it would wait for minutes.
    return agent.compose((dispatch) => (request, handler) => {
      return dispatch({ ...pool, ...request }, handler)
    })
  }
  return new ProxyAgent({ ...pool, uri: proxy, connectTimeout, requestTls: tls, proxyTls: tls })
}

function proxyUrl(proxy: string): URL {
  const url = URL.canParse(proxy) ? new URL(proxy) : null
  if (url && /^(https?|socks5?):$/.test(url.protocol)) return url
  throw new InputError('proxy', 'a proxy is http://, https:// or socks5://')
}
