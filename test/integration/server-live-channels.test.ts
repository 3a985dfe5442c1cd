import { describe, expect, it } from 'vitest'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

const configuration = (target: string): string =>
  '<LiveChannelConfiguration><Description>door</Description><Status>enabled</Status>' +
  `<Target><Type>HLS</Type>${target}</Target></LiveChannelConfiguration>`

function put(key: string, target = ''): Promise<string | number> {
  return kit.codeOf({ method: 'PUT', key, query: { live: '' }, body: configuration(target) })
}

describe('a live channel', () => {
  it('is made, described, switched off and deleted', async () => {
    const created = await kit.send({
      method: 'PUT',
      key: 'door',
      query: { live: '' },
      body: configuration('<FragCount>4</FragCount>'),
    })
    const host = 'home.oss-cn-hangzhou.aliyuncs.com'
    expect(created.text).toContain(`<PublishUrls><Url>rtmp://${host}/live/door</Url></PublishUrls>`)
    expect(created.text).toContain(`<Url>http://${host}/door/playlist.m3u8</Url>`)
    const info = await kit.send({ key: 'door', query: { live: '' } })
    expect([info.element('Description'), info.element('FragDuration')]).toEqual(['door', '5'])
    expect([info.element('FragCount'), info.element('Status')]).toEqual(['4', 'enabled'])
    const stat = { key: 'door', query: { live: '', comp: 'stat' } }
    expect((await kit.send(stat)).element('Status')).toBe('Idle')
    const off = { live: '', status: 'disabled' }
    expect(await kit.codeOf({ method: 'PUT', key: 'door', query: off, body: '' })).toBe(200)
    await kit.restart()
    expect((await kit.send(stat)).element('Status')).toBe('Disabled')
    const history = await kit.send({ key: 'door', query: { live: '', comp: 'history' } })
    expect(history.text).toContain('<LiveChannelHistory>')
    expect(await kit.codeOf({ method: 'DELETE' })).toBe('BucketNotEmpty')
    const remove = { method: 'DELETE', key: 'door', query: { live: '' } }
    expect(await kit.codeOf(remove)).toBe(204)
    expect(await kit.codeOf(remove)).toBe('NoSuchLiveChannel')
  })

  it('is found in pages by name', async () => {
    for (const name of ['a1', 'a2', 'a3', 'b']) await put(name)
    const page = await kit.send({ query: { live: '', prefix: 'a', 'max-keys': '2' } })
    expect(page.text.match(/<Name>.*?<\/Name>/g)).toEqual(['<Name>a1</Name>', '<Name>a2</Name>'])
    expect([page.element('IsTruncated'), page.element('NextMarker')]).toEqual(['true', 'a2'])
    const rest = await kit.send({ query: { live: '', prefix: 'a', marker: 'a2' } })
    expect(rest.text.match(/<Name>.*?<\/Name>/g)).toEqual(['<Name>a3</Name>'])
  })

  it('refuses what it cannot be', async () => {
    expect(await put('with/slash')).toBe('InvalidChannelName')
    expect(await put('a', '<FragDuration>101</FragDuration>')).toBe('InvalidArgument')
    expect(await put('a', '<PlaylistName>list.txt</PlaylistName>')).toBe('InvalidArgument')
  })
})

describe('recorded playlists', () => {
  it('name the pieces of that time, and can be kept', async () => {
    await put('door')
    for (const piece of ['1.ts', '2.ts']) {
      await kit.send({ method: 'PUT', key: `door/${piece}`, body: piece })
    }
    const now = Math.floor(Date.now() / 1000)
    const span = { startTime: String(now - 60), endTime: String(now + 60) }
    const got = await kit.send({ key: 'door', query: { vod: '', ...span } })
    expect(got.headers['content-type']).toBe('application/x-mpegURL')
    expect(got.text).toMatch(/^#EXTM3U[\s\S]*1\.ts\n[\s\S]*2\.ts\n#EXT-X-ENDLIST\n$/)
    const post = { method: 'POST', key: 'door/day.m3u8', query: { vod: '', ...span }, body: '' }
    expect(await kit.codeOf(post)).toBe(200)
    expect((await kit.send({ key: 'door/day.m3u8' })).text).toBe(got.text)
    const empty = { startTime: '1000', endTime: '2000' }
    expect(await kit.codeOf({ key: 'door', query: { vod: '', ...empty } })).toBe('InvalidArgument')
    const long = { startTime: '1000', endTime: '100000' }
    expect(await kit.codeOf({ key: 'door', query: { vod: '', ...long } })).toBe('InvalidArgument')
  })
})
