import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OSS from 'ali-oss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultIdentity, type OssServer, startOssServer } from '../oss-server/server.ts'

/** The library has far more than its types tell. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => Promise<Answer>>>

interface Answer {
  readonly [name: string]: Answer
}

function list(answer: Answer | undefined): readonly Answer[] {
  return answer as unknown as readonly Answer[]
}

/** What is configured and listed, by the official library; objects are in the other file. */
describe.each([
  { version: 'V1', endpoint: 'localhost', authorizationV4: false },
  { version: 'V4', endpoint: 'localhost', authorizationV4: true },
  { version: 'V1', endpoint: '127.0.0.1', authorizationV4: false },
  { version: 'V4', endpoint: '127.0.0.1', authorizationV4: true },
])('ali-oss with signature $version on $endpoint', ({ endpoint, authorizationV4 }) => {
  let folder: string
  let server: OssServer
  let client: Untyped

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oss-server-'))
    server = await startOssServer({ dataDir: folder, restoreDelayMs: 0 })
    for (const name of ['first', 'versioned']) server.createBucket({ name })
    client = new OSS({
      accessKeyId: defaultIdentity.accessKeyId,
      accessKeySecret: defaultIdentity.accessKeySecret,
      endpoint: `http://${endpoint}:${server.port}`,
      region: 'oss-cn-hangzhou',
      bucket: 'first',
      sldEnable: endpoint === 'localhost',
      authorizationV4,
    } as OSS.Options) as unknown as Untyped
  })

  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const call = (name: string, ...args: readonly unknown[]): Promise<Answer> => {
    const method = client[name]
    if (method === undefined) throw new Error(`the library has no ${name}`)
    return method.apply(client, [...args])
  }

  it('keeps logging, referer and website', async () => {
    await call('putBucketLogging', 'first', 'logs/')
    expect(await call('getBucketLogging', 'first')).toMatchObject({ enable: true, prefix: 'logs/' })
    await call('deleteBucketLogging', 'first')
    expect(await call('getBucketLogging', 'first')).toMatchObject({ enable: false })
    await call('putBucketReferer', 'first', false, ['https://a.example'])
    expect(await call('getBucketReferer', 'first')).toMatchObject({
      allowEmpty: false,
      referers: ['https://a.example'],
    })
    await call('deleteBucketReferer', 'first')
    expect(await call('getBucketReferer', 'first')).toMatchObject({ allowEmpty: true })
    const website = { index: 'i.html', supportSubDir: 'true', type: '1', error: 'e.html' }
    await call('putBucketWebsite', 'first', website)
    expect(await call('getBucketWebsite', 'first')).toMatchObject(website)
    await call('deleteBucketWebsite', 'first')
    await expect(call('getBucketWebsite', 'first')).rejects.toMatchObject({
      code: 'NoSuchWebsiteConfiguration',
    })
  })

  it('keeps tags, encryption, policy and payer', async () => {
    await call('putBucketTags', 'first', { team: 'blue', empty: '' })
    expect((await call('getBucketTags', 'first')).tag).toMatchObject({ team: 'blue' })
    await call('deleteBucketTags', 'first')
    expect((await call('getBucketTags', 'first')).tag).toEqual({})
    await call('putBucketEncryption', 'first', { SSEAlgorithm: 'AES256' })
    expect((await call('getBucketEncryption', 'first')).encryption).toEqual({
      SSEAlgorithm: 'AES256',
    })
    await call('deleteBucketEncryption', 'first')
    const policy = {
      Version: '1',
      Statement: [
        { Effect: 'Deny', Action: ['oss:*'], Principal: ['2'], Resource: ['acs:oss:*:*:first/*'] },
      ],
    }
    await call('putBucketPolicy', 'first', policy)
    expect((await call('getBucketPolicy', 'first')).policy).toEqual(policy)
    await call('deleteBucketPolicy', 'first')
    await call('putBucketRequestPayment', 'first', 'Requester')
    expect((await call('getBucketRequestPayment', 'first')).payer).toBe('Requester')
  })

  it('keeps inventories', async () => {
    const inventory = {
      id: 'daily',
      isEnabled: true,
      frequency: 'Daily',
      includedObjectVersions: 'All',
      OSSBucketDestination: {
        format: 'CSV',
        accountId: '1',
        rolename: 'r',
        bucket: 'versioned',
        prefix: 'p/',
      },
    }
    await call('putBucketInventory', 'first', inventory)
    const found = await call('getBucketInventory', 'first', 'daily')
    expect(found.inventory).toMatchObject({ id: 'daily', frequency: 'Daily' })
    expect((await call('listBucketInventory', 'first')).inventoryList).toHaveLength(1)
    await call('deleteBucketInventory', 'first', 'daily')
    await expect(call('getBucketInventory', 'first', 'daily')).rejects.toMatchObject({
      code: 'NoSuchInventory',
    })
  })

  it('locks a retention', async () => {
    server.createBucket({ name: 'kept' })
    const { wormId } = await call('initiateBucketWorm', 'kept', '1')
    await call('abortBucketWorm', 'kept')
    const again = await call('initiateBucketWorm', 'kept', '1')
    expect(again.wormId).not.toBe(wormId)
    await call('completeBucketWorm', 'kept', again.wormId)
    await call('extendBucketWorm', 'kept', again.wormId, '2')
    expect(await call('getBucketWorm', 'kept')).toMatchObject({ state: 'Locked', days: '2' })
  })

  it('goes back to older versions', async () => {
    await call('putBucketVersioning', 'versioned', 'Enabled')
    expect(await call('getBucketVersioning', 'versioned')).toMatchObject({
      versionStatus: 'Enabled',
    })
    await call('useBucket', 'versioned')
    const first = await call('put', 'a b/中', Buffer.from('first'))
    await call('put', 'a b/中', Buffer.from('second'))
    const versionId = first.res?.headers?.['x-oss-version-id']
    const old = await call('get', 'a b/中', null, { versionId })
    expect(old.content?.toString()).toBe('first')
    await call('delete', 'a b/中')
    await expect(call('get', 'a b/中')).rejects.toMatchObject({ code: 'NoSuchKey' })
    const listed = await call('getBucketVersions')
    expect(listed.objects).toHaveLength(2)
    expect(listed.deleteMarker).toMatchObject([{ name: 'a b/中' }])
    await call('delete', 'a b/中', { versionId: list(listed.deleteMarker)[0]?.versionId })
    expect((await call('get', 'a b/中')).content?.toString()).toBe('second')
    await call('copy', 'copy', 'a b/中', { versionId })
    expect((await call('get', 'copy')).content?.toString()).toBe('first')
    const { objects } = await call('getBucketVersions')
    const all = list(objects).map((each) => ({ key: each.name, versionId: each.versionId }))
    await call('deleteMulti', all)
    expect((await call('getBucketVersions')).objects).toEqual([])
    await call('useBucket', 'first')
  })

  it('restores from the archive', async () => {
    await call('put', 'cold', Buffer.from('cold'), {
      headers: { 'x-oss-storage-class': 'ColdArchive' },
    })
    await expect(call('get', 'cold')).rejects.toMatchObject({ code: 'InvalidObjectState' })
    const options = { type: 'ColdArchive', JobParameters: 'Expedited', Days: 3 }
    expect((await call('restore', 'cold', options)).res?.status).toBe(202)
    expect((await call('get', 'cold')).content?.toString()).toBe('cold')
  })

  it('runs live channels', async () => {
    const channel = {
      Description: 'door',
      Status: 'enabled',
      Target: { Type: 'HLS', FragDuration: '10', FragCount: '5', PlaylistName: 'list.m3u8' },
    }
    const created = await call('putChannel', 'door', channel)
    expect(created.publishUrls).toEqual(['rtmp://first.oss-cn-hangzhou.aliyuncs.com/live/door'])
    expect((await call('getChannel', 'door')).data).toMatchObject(channel)
    await call('putChannelStatus', 'door', 'disabled')
    expect((await call('getChannelStatus', 'door')).data?.Status).toBe('Disabled')
    const listed = await call('listChannels', { prefix: 'do' })
    expect(list(listed.channels).map((each) => each.Name)).toEqual(['door'])
    await call('put', 'door/1.ts', Buffer.from('piece'))
    const now = Math.floor(Date.now() / 1000)
    await call('createVod', 'door', 'all.m3u8', { startTime: now - 100, endTime: now + 100 })
    expect((await call('get', 'door/all.m3u8')).content?.toString()).toContain('1.ts')
    await call('deleteChannel', 'door')
    await expect(call('getChannel', 'door')).rejects.toMatchObject({ code: 'NoSuchLiveChannel' })
  })
})
