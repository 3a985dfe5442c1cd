import {
  deleteLiveChannel,
  getLiveChannelHistory,
  getLiveChannelInfo,
  getLiveChannelStat,
  listLiveChannels,
  putLiveChannel,
  putLiveChannelStatus,
} from '../../../../electron/oss/operations/live-channels.ts'
import { getVodPlaylist, postVodPlaylist } from '../../../../electron/oss/operations/vod.ts'
import { exchange } from './exchange.ts'

const channel = { bucket: 'b', key: 'ch' }
const urls =
  '<PublishUrls><Url>rtmp://b.host/live/ch</Url></PublishUrls>' +
  '<PlayUrls><Url>http://b.host/ch/playlist.m3u8</Url></PlayUrls>'
const urlFacts = {
  publishUrls: ['rtmp://b.host/live/ch'],
  playUrls: ['http://b.host/ch/playlist.m3u8'],
}
const playlist = '#EXTM3U\n#EXT-X-VERSION:3\n'

export const liveExchanges = [
  exchange(
    putLiveChannel,
    {
      ...channel,
      description: 'a & b',
      enabled: false,
      fragmentSeconds: 2,
      fragments: 3,
      playlist: 'play.m3u8',
      snapshot: { role: 'r', bucket: 'shots', notifyTopic: 't', intervalSeconds: 5 },
    },
    'PUT b/ch?live',
    urlFacts,
    { body: `<CreateLiveChannelResult>${urls}</CreateLiveChannelResult>` },
    {
      body:
        '<LiveChannelConfiguration><Description>a &amp; b</Description><Status>disabled</Status>' +
        '<Target><Type>HLS</Type><FragDuration>2</FragDuration><FragCount>3</FragCount>' +
        '<PlaylistName>play.m3u8</PlaylistName></Target><Snapshot><RoleName>r</RoleName>' +
        '<DestBucket>shots</DestBucket><NotifyTopic>t</NotifyTopic><Interval>5</Interval></Snapshot>' +
        '</LiveChannelConfiguration>',
    },
  ),
  exchange(
    putLiveChannelStatus,
    { ...channel, enabled: true },
    'PUT b/ch?live&status=enabled',
    undefined,
  ),
  exchange(
    getLiveChannelInfo,
    channel,
    'GET b/ch?live',
    { description: 'd', enabled: true, fragmentSeconds: 5, fragments: 3, playlist: 'p.m3u8' },
    {
      body:
        '<LiveChannelConfiguration><Description>d</Description><Status>enabled</Status><Target>' +
        '<Type>HLS</Type><FragDuration>5</FragDuration><FragCount>3</FragCount>' +
        '<PlaylistName>p.m3u8</PlaylistName></Target></LiveChannelConfiguration>',
    },
  ),
  exchange(
    getLiveChannelStat,
    channel,
    'GET b/ch?live&comp=stat',
    {
      state: 'Live',
      connectedAt: '2016-08-25T06:25:15.000Z',
      remoteAddress: '10.1.2.3:47745',
      video: { width: 1280, height: 536, framesPerSecond: 24, bytesPerSecond: 0, codec: 'H264' },
      audio: { sampleRate: 44100, bytesPerSecond: 7, codec: 'ADPCM' },
    },
    {
      body:
        '<LiveChannelStat><Status>Live</Status><ConnectedTime>2016-08-25T06:25:15.000Z</ConnectedTime>' +
        '<RemoteAddr>10.1.2.3:47745</RemoteAddr><Video><Width>1280</Width><Height>536</Height>' +
        '<FrameRate>24</FrameRate><Bandwidth>0</Bandwidth><Codec>H264</Codec></Video><Audio>' +
        '<Bandwidth>7</Bandwidth><SampleRate>44100</SampleRate><Codec>ADPCM</Codec></Audio>' +
        '</LiveChannelStat>',
    },
  ),
  exchange(
    getLiveChannelStat,
    channel,
    'GET b/ch?live&comp=stat',
    { state: 'Idle', connectedAt: null, remoteAddress: null, video: null, audio: null },
    { body: '<LiveChannelStat><Status>Idle</Status></LiveChannelStat>' },
  ),
  exchange(
    getLiveChannelHistory,
    channel,
    'GET b/ch?live&comp=history',
    [
      {
        startedAt: '2016-07-30T01:53:21.000Z',
        endedAt: '2016-07-30T01:53:31.000Z',
        remoteAddress: '10.1.2.3:56861',
      },
    ],
    {
      body:
        '<LiveChannelHistory><LiveRecord><StartTime>2016-07-30T01:53:21.000Z</StartTime>' +
        '<EndTime>2016-07-30T01:53:31.000Z</EndTime><RemoteAddr>10.1.2.3:56861</RemoteAddr>' +
        '</LiveRecord></LiveChannelHistory>',
    },
  ),
  exchange(
    listLiveChannels,
    { bucket: 'b', prefix: 'c', marker: 'a', maxKeys: 1 },
    'GET b/?live&prefix=c&marker=a&max-keys=1',
    {
      channels: [
        {
          ...urlFacts,
          name: 'ch',
          description: '',
          enabled: false,
          modifiedAt: '2016-07-30T01:54:21.000Z',
        },
      ],
      next: 'ch',
    },
    {
      body:
        '<ListLiveChannelResult><Prefix>c</Prefix><Marker>a</Marker><MaxKeys>1</MaxKeys>' +
        '<IsTruncated>true</IsTruncated><NextMarker>ch</NextMarker><LiveChannel><Name>ch</Name>' +
        '<Description></Description><Status>disabled</Status>' +
        `<LastModified>2016-07-30T01:54:21.000Z</LastModified>${urls}</LiveChannel>` +
        '</ListLiveChannelResult>',
    },
  ),
  exchange(deleteLiveChannel, channel, 'DELETE b/ch?live', undefined, { status: 204 }),
  exchange(
    postVodPlaylist,
    { ...channel, playlist: 'v.m3u8', startSeconds: 1, endSeconds: 2 },
    'POST b/ch/v.m3u8?vod&startTime=1&endTime=2',
    { etag: 'E' },
    { headers: { etag: '"E"' } },
  ),
  exchange(
    getVodPlaylist,
    { ...channel, startSeconds: 1, endSeconds: 2 },
    'GET b/ch?vod&startTime=1&endTime=2',
    playlist,
    { body: playlist },
  ),
]
