import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachLiveChannel } from '../../../electron/oss/iterate.ts'
import {
  deleteLiveChannel,
  getLiveChannelHistory,
  getLiveChannelInfo,
  getLiveChannelStat,
  putLiveChannel,
  putLiveChannelStatus,
} from '../../../electron/oss/operations/live-channels.ts'
import { getObject, putObject } from '../../../electron/oss/operations/objects.ts'
import { getVodPlaylist, postVodPlaylist } from '../../../electron/oss/operations/vod.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

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

/** Pieces come from a camera: elsewhere than here they cannot be written by hand. */
describe.each(targets.filter(({ real }) => !real))('recordings of $name', ({ start }) => {
  let target: Target

  beforeAll(async () => {
    target = await start()
  })
  afterAll(() => target.close())

  it('are shown by a playlist, which can be kept', async () => {
    const { client } = target.session
    const channel = { bucket: await target.bucket(), key: 'camera' }
    await client.call(putLiveChannel, channel)
    await client.call(putObject, { ...channel, key: 'camera/1.ts', body: 'piece' })
    const nowSeconds = Math.floor(Date.now() / 1000)
    const recorded = { ...channel, startSeconds: nowSeconds - 600, endSeconds: nowSeconds + 600 }
    const playlist = await client.call(getVodPlaylist, recorded)
    expect(playlist).toMatch(/^#EXTM3U\n[\s\S]*\n1\.ts\n#EXT-X-ENDLIST\n$/)
    const { etag } = await client.call(postVodPlaylist, { ...recorded, playlist: 'day.m3u8' })
    const kept = await client.call(getObject, { ...channel, key: 'camera/day.m3u8' })
    expect([kept.etag, Buffer.from(kept.body).toString()]).toEqual([etag, playlist])
  })
})
