import { InputError } from '../../../shared/oss/input-error.ts'
import type { Operation } from '../operation.ts'
import { unquote } from './fields.ts'
import type { ChannelInput } from './live-channels.ts'

/** Unix seconds; at most a day apart. */
export interface VodSpan {
  readonly startSeconds: number
  readonly endSeconds: number
}

export interface PostVodInput extends ChannelInput, VodSpan {
  /** Name of the playlist object below the channel; ends in `.m3u8`. */
  readonly playlist: string
}

/** Writes a playlist of what was recorded in a span of time. */
export const postVodPlaylist: Operation<PostVodInput, { readonly etag: string }> = {
  name: 'PostVodPlaylist',
  method: 'POST',
  target: 'object',
  idempotent: true,
  request: (input) => ({
    bucket: input.bucket,
    key: `${input.key}/${input.playlist}`,
    query: spanQuery(input),
  }),
  success: [200],
  output: (answer) => ({ etag: unquote(answer.headers.etag) }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/postvodplaylist',
}

/** The text of such a playlist, without keeping it. */
export const getVodPlaylist: Operation<ChannelInput & VodSpan, string> = {
  name: 'GetVodPlaylist',
  method: 'GET',
  target: 'object',
  idempotent: true,
  request: (input) => ({ bucket: input.bucket, key: input.key, query: spanQuery(input) }),
  success: [200],
  output: (answer) => Buffer.from(answer.body).toString('utf8'),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getvodplaylist',
}

function spanQuery({ startSeconds, endSeconds }: VodSpan): Record<string, number | null> {
  if (!(startSeconds >= 0 && endSeconds > startSeconds)) {
    const message = `a playlist from ${startSeconds} to ${endSeconds} has no length`
    throw new InputError('endSeconds', message)
  }
  return { vod: null, startTime: startSeconds, endTime: endSeconds }
}
