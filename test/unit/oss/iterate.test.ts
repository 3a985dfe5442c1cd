import { expect, it } from 'vitest'
import {
  eachBucket,
  eachLiveChannel,
  eachObject,
  eachObjectV1,
  eachPart,
  eachUpload,
  eachUploadOfKey,
  eachVersion,
} from '../../../electron/oss/iterate.ts'
import { failed, ok, setUp } from './scripted-client.ts'

const bucket = 'b'

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

function contents(...keys: readonly string[]): string {
  return keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')
}

it('goes through objects and prefixes in one order, by either listing', async () => {
  const prefix = '<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>'
  const pages = (next: string) => [
    ok(
      `<ListBucketResult><IsTruncated>true</IsTruncated><${next}>n</${next}>${contents('a', 'c')}${prefix}</ListBucketResult>`,
    ),
    ok(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents('d')}</ListBucketResult>`),
  ]
  for (const [each, next, sentBack] of [
    [eachObject, 'NextContinuationToken', 'continuation-token=n'],
    [eachObjectV1, 'NextMarker', 'marker=n'],
  ] as const) {
    const { client, sent } = setUp(pages(next))
    const entries = await all(each(client, { bucket, delimiter: '/', maxKeys: 3 }))
    expect(entries.map((entry) => `${entry.kind} ${entry.key}`)).toEqual([
      'object a',
      'prefix b/',
      'object c',
      'object d',
    ])
    expect(sent.map(({ path }) => path.includes('max-keys=3'))).toEqual([true, true])
    expect(sent[1]?.path).toContain(sentBack)
  }
})

it('tries a page as often as it was told to, and asks for no more than is wanted', async () => {
  const page = ok(
    `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>n</NextContinuationToken>${contents('a', 'b')}</ListBucketResult>`,
  )
  const { client, sent } = setUp([failed(500, 'InternalError'), page])
  for await (const entry of eachObject(client, { bucket }, { attempts: 2 })) {
    expect(entry.key).toBe('a')
    break
  }
  expect(sent).toHaveLength(2)
  const { client: other } = setUp([failed(500, 'InternalError'), page])
  await expect(all(eachObject(other, { bucket }, { attempts: 1 }))).rejects.toThrow()
})

it('goes through versions with both markers', async () => {
  const version = (id: string): string =>
    `<Version><Key>k</Key><VersionId>${id}</VersionId><Size>1</Size></Version>`
  const { client, sent } = setUp([
    ok(
      `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>2</NextVersionIdMarker>${version('2')}</ListVersionsResult>`,
    ),
    ok(`<ListVersionsResult>${version('1')}</ListVersionsResult>`),
  ])
  const versions = await all(eachVersion(client, { bucket }))
  expect(versions.map((each) => each.versionId)).toEqual(['2', '1'])
  expect(sent[1]?.path).toContain('key-marker=k&version-id-marker=2')
})

it('goes through buckets', async () => {
  const page = (name: string, more: string): string =>
    `<ListAllMyBucketsResult>${more}<Buckets><Bucket><Name>${name}</Name></Bucket></Buckets></ListAllMyBucketsResult>`
  const { client, sent } = setUp([
    ok(page('one', '<IsTruncated>true</IsTruncated><NextMarker>one</NextMarker>')),
    ok(page('two', '<IsTruncated>false</IsTruncated>')),
  ])
  const names = (await all(eachBucket(client, { maxKeys: 1 }))).map((each) => each.name)
  expect(names).toEqual(['one', 'two'])
  expect(sent[1]?.path).toBe('/?marker=one&max-keys=1')
})

it('goes through uploads, also those of one key alone', async () => {
  const page = (more: string, ...keys: readonly string[]): string =>
    `<ListMultipartUploadsResult>${more}${keys
      .map((key) => `<Upload><Key>${key}</Key><UploadId>${key}-id</UploadId></Upload>`)
      .join('')}</ListMultipartUploadsResult>`
  const first = page(
    '<IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>k-id</NextUploadIdMarker>',
    'k',
  )
  const pages = [ok(first), ok(page('', 'k', 'k2'))]
  const { client, sent } = setUp(pages)
  const keys = (await all(eachUpload(client, { bucket, maxUploads: 1 }))).map((each) => each.key)
  expect(keys).toEqual(['k', 'k', 'k2'])
  expect(sent[1]?.path).toContain('key-marker=k&upload-id-marker=k-id&max-uploads=1')
  const { client: other, sent: asked } = setUp(pages)
  const own = await all(eachUploadOfKey(other, { bucket, key: 'k' }))
  expect(own.map((each) => each.key)).toEqual(['k', 'k'])
  expect(asked[0]?.path).toContain('prefix=k')
})

it('goes through parts', async () => {
  const page = (number: number, more: string): string =>
    `<ListPartsResult>${more}<Part><PartNumber>${number}</PartNumber><ETag>"E"</ETag><Size>1</Size></Part></ListPartsResult>`
  const { client, sent } = setUp([
    ok(page(1, '<IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker>')),
    ok(page(2, '')),
  ])
  const parts = await all(eachPart(client, { bucket, key: 'k', uploadId: 'U', maxParts: 1 }))
  expect(parts.map((each) => each.partNumber)).toEqual([1, 2])
  expect(sent[1]?.path).toContain('part-number-marker=1&max-parts=1')
})

it('goes through live channels', async () => {
  const page = (name: string, more: string): string =>
    `<ListLiveChannelResult>${more}<LiveChannel><Name>${name}</Name></LiveChannel></ListLiveChannelResult>`
  const { client, sent } = setUp([
    ok(page('a', '<IsTruncated>true</IsTruncated><NextMarker>a</NextMarker>')),
    ok(page('b', '')),
  ])
  const names = (await all(eachLiveChannel(client, { bucket, maxKeys: 1 }))).map(
    (each) => each.name,
  )
  expect(names).toEqual(['a', 'b'])
  expect(sent[1]?.path).toContain('marker=a')
})
