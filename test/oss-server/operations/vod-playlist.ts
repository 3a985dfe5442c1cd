import { createHash } from 'node:crypto'
import { invalidArgument } from '../errors.ts'
import type { ObjectExchange } from '../exchange.ts'
import type { Reply } from '../reply.ts'
import { versionHeaders } from './find-object.ts'
import { requireChannel } from './live-channels.ts'
import { checkOverwrite } from './protection.ts'

const mediaType = 'application/x-mpegURL'
const maxSpanSeconds = 24 * 3600

/** https://www.alibabacloud.com/help/en/oss/developer-reference/postvodplaylist */
export async function postVodPlaylist(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key } = exchange
  const slash = key.indexOf('/')
  if (!key.endsWith('.m3u8')) {
    throw invalidArgument('The name of a playlist ends in .m3u8.', 'playlistName', key)
  }
  const content = Buffer.from(playlist(exchange, key.slice(0, Math.max(slash, 0))))
  checkOverwrite(exchange, key)
  const writer = server.store.blobs.writer()
  writer.write(content)
  const digest = createHash('md5').update(content).digest()
  const stored = server.store.objects.put({
    bucket: bucket.name,
    key,
    type: 'Normal',
    sizeBytes: content.byteLength,
    etag: digest.toString('hex').toUpperCase(),
    crc64: writer.crc64(),
    md5: digest.toString('base64'),
    modifiedMs: server.now(),
    storageClass: bucket.storageClass,
    acl: 'default',
    headers: { 'content-type': mediaType },
    tags: [],
    symlinkTarget: null,
    segments: await writer.finish(),
  })
  const headers = { etag: `"${stored.etag}"`, ...versionHeaders(exchange, stored.version) }
  return { status: 200, headers }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getvodplaylist */
export function getVodPlaylist(exchange: ObjectExchange): Reply {
  const body = playlist(exchange, exchange.key)
  return { status: 200, headers: { 'content-type': mediaType }, body }
}

/** The `.ts` objects of the channel that were written in that time, oldest first. */
function playlist(exchange: ObjectExchange, channelName: string): string {
  const { server, bucket, request } = exchange
  const startTime = readTime(request.query.get('startTime'), 'startTime')
  const endTime = readTime(request.query.get('endTime'), 'endTime')
  if (endTime <= startTime || endTime - startTime > maxSpanSeconds) {
    throw invalidArgument('endTime lies within a day after startTime.', 'endTime', String(endTime))
  }
  const channel = requireChannel(exchange, channelName)
  const prefix = `${channelName}/`
  const pieces: { readonly key: string; readonly modifiedMs: number }[] = []
  for (const object of server.store.objects.scan(bucket.name, prefix, true)) {
    if (!object.key.startsWith(prefix)) break
    const seconds = object.modifiedMs / 1000
    const fits = seconds >= startTime && seconds <= endTime
    if (object.key.endsWith('.ts') && fits) pieces.push(object)
  }
  if (pieces.length === 0) {
    throw invalidArgument('No ts file is found in this time.', 'startTime', String(startTime))
  }
  pieces.sort((a, b) => a.modifiedMs - b.modifiedMs)
  const lines = pieces.flatMap((piece) => [
    `#EXTINF:${channel.fragSeconds}.000,`,
    piece.key.slice(prefix.length),
  ])
  const head = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-TARGETDURATION:${channel.fragSeconds}`,
  ]
  return `${[...head, ...lines, '#EXT-X-ENDLIST'].join('\n')}\n`
}

function readTime(value: string | null, name: string): number {
  if (value !== null && /^\d{1,12}$/.test(value)) return Number(value)
  throw invalidArgument(`${name} is in unix seconds.`, name, value ?? '')
}
