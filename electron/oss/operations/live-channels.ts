import type { Operation } from '../operation.ts'
import { childrenOf, childText, parseXmlOf } from '../xml.ts'
import { buildDocument } from '../xml-document.ts'
import type { BucketInput } from './bucket.ts'
import { flag, orNull, required, timeOf, xmlType } from './fields.ts'
import {
  type ChannelAddresses,
  type ChannelInfo,
  type ChannelRecord,
  type ChannelStat,
  channelInfoOf,
  channelStatOf,
  urlsOf,
} from './live-channel-facts.ts'

/** `key`: the name of the channel, which has no slash. */
export interface ChannelInput extends BucketInput {
  readonly key: string
}

export interface PutLiveChannelInput extends ChannelInput {
  readonly description?: string
  /** Default true. */
  readonly enabled?: boolean
  readonly fragmentSeconds?: number
  readonly fragments?: number
  /** Ends in `.m3u8`. */
  readonly playlist?: string
  readonly snapshot?: {
    readonly role: string
    readonly bucket: string
    readonly notifyTopic: string
    readonly intervalSeconds: number
  }
}

const statusText = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled')

/** Makes a channel or replaces the settings of one. */
export const putLiveChannel: Operation<PutLiveChannelInput, ChannelAddresses> = {
  name: 'PutLiveChannel',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    key: input.key,
    query: { live: null },
    headers: { 'content-type': xmlType },
    body: buildDocument('LiveChannelConfiguration', {
      Description: input.description,
      Status: statusText(input.enabled ?? true),
      Target: {
        Type: 'HLS',
        FragDuration: input.fragmentSeconds,
        FragCount: input.fragments,
        PlaylistName: input.playlist,
      },
      Snapshot: input.snapshot && {
        RoleName: input.snapshot.role,
        DestBucket: input.snapshot.bucket,
        NotifyTopic: input.snapshot.notifyTopic,
        Interval: input.snapshot.intervalSeconds,
      },
    }),
  }),
  success: [200],
  output: (answer) => urlsOf(parseXmlOf('CreateLiveChannelResult', answer.body)),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putlivechannel',
}

/** Switching a channel off drops whoever publishes to it. */
export const putLiveChannelStatus: Operation<ChannelInput & { readonly enabled: boolean }, void> = {
  name: 'PutLiveChannelStatus',
  method: 'PUT',
  target: 'object',
  idempotent: true,
  request: ({ bucket, key, enabled }) => ({
    bucket,
    key,
    query: { live: null, status: statusText(enabled) },
  }),
  success: [200],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putlivechannelstatus',
}

export const getLiveChannelInfo: Operation<ChannelInput, ChannelInfo> = {
  name: 'GetLiveChannelInfo',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: ({ bucket, key }) => ({ bucket, key, query: { live: null } }),
  success: [200],
  output: (answer) => channelInfoOf(parseXmlOf('LiveChannelConfiguration', answer.body)),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getlivechannelinfo',
}

export const getLiveChannelStat: Operation<ChannelInput, ChannelStat> = {
  name: 'GetLiveChannelStat',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: ({ bucket, key }) => ({ bucket, key, query: { live: null, comp: 'stat' } }),
  success: [200],
  output: (answer) => channelStatOf(parseXmlOf('LiveChannelStat', answer.body)),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getlivechannelstat',
}

/** The last ten times that somebody published. */
export const getLiveChannelHistory: Operation<ChannelInput, readonly ChannelRecord[]> = {
  name: 'GetLiveChannelHistory',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: ({ bucket, key }) => ({ bucket, key, query: { live: null, comp: 'history' } }),
  success: [200],
  output: (answer) =>
    childrenOf(parseXmlOf('LiveChannelHistory', answer.body), 'LiveRecord').map((record) => ({
      startedAt: timeOf(childText(record, 'StartTime')),
      endedAt: timeOf(childText(record, 'EndTime')),
      remoteAddress: orNull(childText(record, 'RemoteAddr')),
    })),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getlivechannelhistory',
}

export interface ListLiveChannelsInput extends BucketInput {
  readonly prefix?: string
  readonly marker?: string
  /** 1 to 1000; the service's default is 100. */
  readonly maxKeys?: number
}

export interface ListedChannel extends ChannelAddresses {
  readonly name: string
  readonly description: string
  readonly enabled: boolean
  readonly modifiedAt: string | null
}

export interface LiveChannelsPage {
  readonly channels: readonly ListedChannel[]
  /** `marker` of the next page; null = this was the last. */
  readonly next: string | null
}

export const listLiveChannels: Operation<ListLiveChannelsInput, LiveChannelsPage> = {
  name: 'ListLiveChannel',
  method: 'GET',
  target: 'bucket',
  idempotent: true,
  request: ({ bucket, prefix, marker, maxKeys }) => ({
    bucket,
    query: { live: null, prefix, marker, 'max-keys': maxKeys },
  }),
  success: [200],
  output: (answer) => {
    const root = parseXmlOf('ListLiveChannelResult', answer.body)
    return {
      channels: childrenOf(root, 'LiveChannel').map((channel) => ({
        ...urlsOf(channel),
        name: required(channel, 'Name'),
        description: childText(channel, 'Description') ?? '',
        enabled: childText(channel, 'Status') === 'enabled',
        modifiedAt: timeOf(childText(channel, 'LastModified')),
      })),
      next: flag(childText(root, 'IsTruncated')) ? orNull(childText(root, 'NextMarker')) : null,
    }
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/listlivechannel',
}

/** `ChannelStillLive` while somebody publishes. What was recorded stays. */
export const deleteLiveChannel: Operation<ChannelInput, void> = {
  name: 'DeleteLiveChannel',
  method: 'DELETE',
  target: 'object',
  idempotent: true,
  request: ({ bucket, key }) => ({ bucket, key, query: { live: null } }),
  success: [200, 204],
  output: () => undefined,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/deletelivechannel',
}
