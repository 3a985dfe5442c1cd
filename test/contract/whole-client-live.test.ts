import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachLiveChannel } from '../../electron/oss/iterate.ts'
import {
  deleteLiveChannel,
  getLiveChannelHistory,
  getLiveChannelInfo,
  getLiveChannelStat,
  putLiveChannel,
  putLiveChannelStatus,
} from '../../electron/oss/operations/live-channels.ts'
import { putObject } from '../../electron/oss/operations/objects.ts'
import { getVodPlaylist } from '../../electron/oss/operations/vod.ts'
import { failureOf } from './client-harness.ts'
import { type Target, targets } from './targets.ts'

describe.each(targets)('live channels of $name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  it('are made, asked about, switched and deleted', async () => {
    const { client } = target.session
    const channel = { bucket, key: 'camera' }
    const made = await client.call(putLiveChannel, {
      ...channel,
      description: 'front & back',
      fragmentSeconds: 2,
      fragments: 4,
      playlist: 'play.m3u8',
    })
    expect(made.publishUrls[0]).toMatch(/^rtmp:.*\/live\/camera$/)
    expect(made.playUrls[0]).toMatch(/\/camera\/play\.m3u8$/)
    expect(await client.call(getLiveChannelInfo, channel)).toEqual({
      description: 'front & back',
      enabled: true,
      fragmentSeconds: 2,
      fragments: 4,
      playlist: 'play.m3u8',
    })
    expect((await client.call(getLiveChannelStat, channel)).state).toBe('Idle')
    expect(await client.call(getLiveChannelHistory, channel)).toEqual([])
    await client.call(putLiveChannelStatus, { ...channel, enabled: false })
    expect((await client.call(getLiveChannelStat, channel)).state).toBe('Disabled')
    await client.call(putLiveChannel, { bucket, key: 'other' })
    const found: string[] = []
    for await (const each of eachLiveChannel(client, { bucket, maxKeys: 1 })) found.push(each.name)
    expect(found).toEqual(['camera', 'other'])
    await client.call(deleteLiveChannel, channel)
    const gone = await failureOf(client.call(getLiveChannelInfo, channel))
    expect(gone.failure).toMatchObject({ code: 'NoSuchLiveChannel', status: 404 })
  })

  it('have no playlist where nothing was recorded', async () => {
    const { client } = target.session
    const channel = { bucket, key: 'silent' }
    await client.call(putLiveChannel, channel)
    await client.call(putObject, { bucket, key: 'silent/else.txt', body: 'x' })
    const span = { startSeconds: 1_700_000_000, endSeconds: 1_700_000_600 }
    const { failure } = await failureOf(client.call(getVodPlaylist, { ...channel, ...span }))
    expect(failure.status).toBe(400)
  })
})
