import { child, childrenOf, childText, type XmlElement } from '../xml.ts'
import { orNull, timeOf } from './fields.ts'

export interface ChannelAddresses {
  /** `rtmp://…`: where video is sent; signed by `rtmpPublishUrl` unless the bucket is public. */
  readonly publishUrls: readonly string[]
  readonly playUrls: readonly string[]
}

export interface ChannelInfo {
  readonly description: string
  readonly enabled: boolean
  readonly fragmentSeconds: number | null
  readonly fragments: number | null
  readonly playlist: string | null
}

export interface ChannelStat {
  readonly state: 'Disabled' | 'Live' | 'Idle'
  /** The rest is only told while it is live. */
  readonly connectedAt: string | null
  readonly remoteAddress: string | null
  readonly video: {
    readonly width: number | null
    readonly height: number | null
    readonly framesPerSecond: number | null
    readonly bytesPerSecond: number | null
    readonly codec: string | null
  } | null
  readonly audio: {
    readonly sampleRate: number | null
    readonly bytesPerSecond: number | null
    readonly codec: string | null
  } | null
}

export interface ChannelRecord {
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly remoteAddress: string | null
}

export function urlsOf(element: XmlElement): ChannelAddresses {
  const texts = (name: string): readonly string[] =>
    childrenOf(child(element, name), 'Url').map((url) => url.text)
  return { publishUrls: texts('PublishUrls'), playUrls: texts('PlayUrls') }
}

export function channelInfoOf(root: XmlElement): ChannelInfo {
  const target = child(root, 'Target')
  return {
    description: childText(root, 'Description') ?? '',
    enabled: childText(root, 'Status') === 'enabled',
    fragmentSeconds: numberOf(target, 'FragDuration'),
    fragments: numberOf(target, 'FragCount'),
    playlist: orNull(childText(target, 'PlaylistName')),
  }
}

export function channelStatOf(root: XmlElement): ChannelStat {
  const status = childText(root, 'Status')
  const video = child(root, 'Video')
  const audio = child(root, 'Audio')
  return {
    state: status === 'Live' || status === 'Disabled' ? status : 'Idle',
    connectedAt: timeOf(childText(root, 'ConnectedTime')),
    remoteAddress: orNull(childText(root, 'RemoteAddr')),
    video: video
      ? {
          width: numberOf(video, 'Width'),
          height: numberOf(video, 'Height'),
          framesPerSecond: numberOf(video, 'FrameRate'),
          bytesPerSecond: numberOf(video, 'Bandwidth'),
          codec: orNull(childText(video, 'Codec')),
        }
      : null,
    audio: audio
      ? {
          sampleRate: numberOf(audio, 'SampleRate'),
          bytesPerSecond: numberOf(audio, 'Bandwidth'),
          codec: orNull(childText(audio, 'Codec')),
        }
      : null,
  }
}

function numberOf(parent: XmlElement | undefined, name: string): number | null {
  const text = childText(parent, name)
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}
