import { parseEndpoint } from '../../shared/oss/address.ts'
import { InputError } from '../../shared/oss/input-error.ts'
import {
  createOssSession,
  type OssSession,
  type SessionOptions,
  type SessionParts,
} from './session.ts'

/** What a link names already: the place in the input of whatever is done by it. */
export const linked = { bucket: 'link', key: 'link' } as const

/**
 * A session whose requests all go to one signed URL, which allows one operation on one object: with
 * `linked` as the object, whatever streams can do works by a link too (progress, CRC64, files, taking up
 * again what broke). Headers that were signed must be given as they were.
 * https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls
 */
export function createLinkSession(
  url: string,
  options: Omit<SessionOptions, 'endpoint' | 'credentials'>,
  parts: SessionParts,
): OssSession {
  // Not by URL, which would resolve dots in the key.
  const [, origin, path] = /^(https?:\/\/[^/?#\s]+)(\/[^#\s]*)$/i.exec(url) ?? []
  if (origin === undefined || path === undefined) throw new InputError('url', 'not a signed URL')
  const endpoint = parseEndpoint({ kind: 'custom', host: origin, region: null, cname: true })
  return createOssSession({ ...options, endpoint, credentials: null }, parts, (transport) => {
    return (request, body, signal) => {
      // It would have to be signed too. Without it a range beyond the end gives the whole object.
      const { 'x-oss-range-behavior': _, ...headers } = request.headers
      return transport({ ...request, headers, origin, path }, body, signal)
    }
  })
}
