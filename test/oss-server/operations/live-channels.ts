import { receiveDocument } from '../body.ts'
import { isoSeconds } from '../encoding.ts'
import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange, ObjectExchange } from '../exchange.ts'
import { type Reply, xmlReply } from '../reply.ts'
import type { LiveChannel } from '../store/channels.ts'
import { children, parseXml, text, type XmlNode, type XmlValue } from '../xml.ts'
import { pageSize } from './paging.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putlivechannel */
export async function putLiveChannel(exchange: ObjectExchange): Promise<Reply> {
  const { server, bucket, key } = exchange
  if (key.includes('/')) {
    throw new ServiceError(400, 'InvalidChannelName', 'The name of a channel has no slash.')
  }
  const body = await receiveDocument(exchange, 64 * 1024)
  const channel = readChannel(key, parseXml(body, 'LiveChannelConfiguration'), server.now())
  server.store.channels.put(bucket.name, channel)
  return xmlReply('CreateLiveChannelResult', addresses(exchange, channel))
}

function readChannel(name: string, document: XmlNode, modifiedMs: number): LiveChannel {
  const [target] = children(document, 'Target')
  if (target === undefined) throw malformedXml('Target is missing.')
  if (text(target, 'Type') !== 'HLS') {
    throw invalidArgument('The only type is HLS.', 'Type', text(target, 'Type') ?? '')
  }
  const description = text(document, 'Description') ?? ''
  if (Buffer.byteLength(description) > 128) {
    throw invalidArgument('The description is too long.', 'Description', description)
  }
  const playlistName = text(target, 'PlaylistName') || 'playlist.m3u8'
  const playlistBytes = Buffer.byteLength(playlistName)
  if (!playlistName.endsWith('.m3u8') || playlistBytes < 6 || playlistBytes > 128) {
    throw invalidArgument('The name of a playlist ends in .m3u8.', 'PlaylistName', playlistName)
  }
  return {
    name,
    description,
    enabled: readStatus(text(document, 'Status') ?? 'enabled'),
    fragSeconds: readCount(target, 'FragDuration', 5),
    fragCount: readCount(target, 'FragCount', 3),
    playlistName,
    snapshot: readSnapshot(document),
    modifiedMs,
  }
}

function readSnapshot(document: XmlNode): Readonly<Record<string, string>> | null {
  const [snapshot] = children(document, 'Snapshot')
  if (snapshot === undefined) return null
  const names = ['RoleName', 'DestBucket', 'NotifyTopic', 'Interval']
  return Object.fromEntries(names.map((name) => [name, text(snapshot, name) ?? '']))
}

function readStatus(status: string): boolean {
  const known = status.toLowerCase()
  if (known === 'enabled' || known === 'disabled') return known === 'enabled'
  throw invalidArgument('Status is enabled or disabled.', 'Status', status)
}

function readCount(target: XmlNode, name: string, absent: number): number {
  const value = text(target, name)
  if (value === null || value === '') return absent
  const count = /^\d+$/.test(value) ? Number(value) : 0
  if (count >= 1 && count <= 100) return count
  throw invalidArgument(`${name} is from 1 to 100.`, name, value)
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putlivechannelstatus */
export function putLiveChannelStatus(exchange: ObjectExchange): Reply {
  const { server, bucket, request } = exchange
  const enabled = readStatus(request.query.get('status') ?? '')
  const channel = requireChannel(exchange)
  server.store.channels.put(bucket.name, { ...channel, enabled, modifiedMs: server.now() })
  return { status: 200 }
}

export function getLiveChannelInfo(exchange: ObjectExchange): Reply {
  const channel = requireChannel(exchange)
  return xmlReply('LiveChannelConfiguration', {
    Description: channel.description,
    Status: statusWord(channel),
    Target: {
      Type: 'HLS',
      FragDuration: channel.fragSeconds,
      FragCount: channel.fragCount,
      PlaylistName: channel.playlistName,
    },
    Snapshot: channel.snapshot,
  })
}

/** Nobody publishes here: this server does not speak RTMP. */
export function getLiveChannelStat(exchange: ObjectExchange): Reply {
  const channel = requireChannel(exchange)
  return xmlReply('LiveChannelStat', { Status: channel.enabled ? 'Idle' : 'Disabled' })
}

export function getLiveChannelHistory(exchange: ObjectExchange): Reply {
  requireChannel(exchange)
  return xmlReply('LiveChannelHistory', {})
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deletelivechannel */
export function deleteLiveChannel(exchange: ObjectExchange): Reply {
  const { name } = requireChannel(exchange)
  exchange.server.store.channels.delete(exchange.bucket.name, name)
  return { status: 204 }
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listlivechannel */
export function listLiveChannels(exchange: BucketExchange): Reply {
  const { request, server, bucket } = exchange
  const prefix = request.query.get('prefix') ?? ''
  const marker = request.query.get('marker') ?? ''
  const size = pageSize(request.query, 'max-keys', 100)
  const found = server.store.channels
    .list(bucket.name, marker)
    .filter((channel) => channel.name.startsWith(prefix))
  const page = found.slice(0, size)
  const truncated = found.length > size
  return xmlReply('ListLiveChannelResult', {
    Prefix: prefix,
    Marker: marker,
    MaxKeys: size,
    IsTruncated: truncated,
    NextMarker: truncated ? page.at(-1)?.name : '',
    LiveChannel: page.map((channel) => ({
      Name: channel.name,
      Description: channel.description,
      Status: statusWord(channel),
      LastModified: isoSeconds(channel.modifiedMs),
      ...addresses(exchange, channel),
    })),
  })
}

/** The channel of that name, by default the one in the path. */
export function requireChannel(exchange: ObjectExchange, name = exchange.key): LiveChannel {
  const channel = exchange.server.store.channels.find(exchange.bucket.name, name)
  if (channel !== null) return channel
  throw new ServiceError(404, 'NoSuchLiveChannel', 'The specified channel does not exist.', {
    fields: { LiveChannel: name },
  })
}

function statusWord(channel: LiveChannel): string {
  return channel.enabled ? 'enabled' : 'disabled'
}

function addresses(
  exchange: BucketExchange,
  channel: LiveChannel,
): { readonly [name: string]: XmlValue } {
  const host = `${exchange.bucket.name}.oss-${exchange.bucket.region}.aliyuncs.com`
  return {
    PublishUrls: { Url: `rtmp://${host}/live/${channel.name}` },
    PlayUrls: { Url: `http://${host}/${channel.name}/${channel.playlistName}` },
  }
}
