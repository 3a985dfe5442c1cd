import { describe, expect, it } from 'vitest'
import {
  callbackHeaders,
  objectHeaders,
  requestHeaders,
} from '../../../electron/oss/object-headers.ts'
import { getObject, headObject, putObject } from '../../../electron/oss/operations/objects.ts'
import { restoreStateOf } from '../../../electron/oss/operations/restoring.ts'
import { listBuckets } from '../../../electron/oss/operations/service.ts'
import { buildRequest } from '../../../electron/oss/request.ts'
import { ok, setUp } from './scripted-client.ts'

const object = { bucket: 'b', key: 'k' }

it('names everything an object can be given', () => {
  const headers = objectHeaders({
    contentType: 'text/plain',
    cacheControl: 'no-cache',
    contentDisposition: 'attachment',
    contentEncoding: 'gzip',
    contentLanguage: 'de',
    expires: 'whenever',
    metadata: { Author: 'alice' },
    acl: 'public-read',
    storageClass: 'IA',
    tags: { 'a b': 'c=d' },
    encryption: { algorithm: 'KMS', keyId: 'id', dataAlgorithm: 'SM4' },
  })
  expect(headers).toEqual({
    'content-type': 'text/plain',
    'cache-control': 'no-cache',
    'content-disposition': 'attachment',
    'content-encoding': 'gzip',
    'content-language': 'de',
    expires: 'whenever',
    'x-oss-meta-author': 'alice',
    'x-oss-object-acl': 'public-read',
    'x-oss-storage-class': 'IA',
    'x-oss-tagging': 'a%20b=c%3Dd',
    'x-oss-server-side-encryption': 'KMS',
    'x-oss-server-side-encryption-key-id': 'id',
    'x-oss-server-side-data-encryption': 'SM4',
  })
  expect(objectHeaders({})).toEqual({})
})

it('encodes a callback as the service decodes it', () => {
  const headers = callbackHeaders({
    urls: ['http://a.example.com/', 'http://b.example.com/'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the service fills it in
    body: 'object=${object}&mine=${x:mine}',
    bodyType: 'application/x-www-form-urlencoded',
    variables: { mine: 'ä' },
  })
  const decode = (name: string): unknown =>
    JSON.parse(Buffer.from(headers[name] ?? '', 'base64').toString('utf8'))
  expect(decode('x-oss-callback')).toEqual({
    callbackUrl: 'http://a.example.com/;http://b.example.com/',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the service fills it in
    callbackBody: 'object=${object}&mine=${x:mine}',
    callbackBodyType: 'application/x-www-form-urlencoded',
  })
  expect(decode('x-oss-callback-var')).toEqual({ 'x:mine': 'ä' })
})

it('adds the headers of a call to any operation, and signs them', async () => {
  const { client, sent } = setUp([ok('<ListAllMyBucketsResult/>')])
  const headers = requestHeaders({ requesterPays: true, trafficLimitBitsPerSecond: 819_200 })
  await client.call(
    listBuckets,
    { tag: { key: 't', value: 'v' }, resourceGroupId: 'rg' },
    { headers },
  )
  expect(sent[0]?.path).toBe('/?tag-key=t&tag-value=v')
  expect(sent[0]?.headers).toMatchObject({
    'x-oss-request-payer': 'requester',
    'x-oss-traffic-limit': '819200',
    'x-oss-resource-group-id': 'rg',
  })
})

describe('getObject', () => {
  it.each([
    [{ start: 0, end: 9 }, 'bytes=0-9'],
    [{ start: 5 }, 'bytes=5-'],
    [{ last: 5 }, 'bytes=-5'],
  ])('asks for %j', (range, text) => {
    const { headers } = buildRequest(getObject, { ...object, range })
    expect(headers).toMatchObject({ range: text, 'x-oss-range-behavior': 'standard' })
  })

  it('takes conditions, a process and other headers for the answer', () => {
    const { headers, query } = buildRequest(getObject, {
      ...object,
      versionId: 'v',
      ifNoneMatch: 'E',
      ifModifiedSince: '2012-02-24T06:07:48.000Z',
      process: 'style/thumb',
      response: {
        contentType: 'text/html',
        contentDisposition: 'inline',
        contentEncoding: 'br',
        contentLanguage: 'de',
        cacheControl: 'no-store',
        expires: 'never',
      },
    })
    expect(headers).toMatchObject({
      'if-none-match': '"E"',
      'if-modified-since': 'Fri, 24 Feb 2012 06:07:48 GMT',
    })
    expect(query).toEqual({
      versionId: 'v',
      'x-oss-process': 'style/thumb',
      'response-content-type': 'text/html',
      'response-content-disposition': 'inline',
      'response-content-encoding': 'br',
      'response-content-language': 'de',
      'response-cache-control': 'no-store',
      'response-expires': 'never',
    })
  })
})

it('tells all that a HEAD says', async () => {
  const { client } = setUp([
    ok('', {
      'content-length': '3',
      'x-oss-object-type': 'Appendable',
      'x-oss-next-append-position': '3',
      'x-oss-tagging-count': '2',
      'x-oss-server-side-encryption': 'AES256',
      'x-oss-expiration': 'expiry-date="Fri, 15 Feb 2019 00:00:00 GMT", rule-id="r"',
      'x-oss-last-access-time': 'Thu, 14 Oct 2021 11:49:05 GMT',
      'cache-control': 'no-cache',
    }),
  ])
  expect(await client.call(headObject, { ...object, ifMatch: 'E' })).toMatchObject({
    sizeBytes: 3,
    type: 'Appendable',
    nextPosition: 3,
    tagCount: 2,
    encryption: 'AES256',
    expiration: 'expiry-date="Fri, 15 Feb 2019 00:00:00 GMT", rule-id="r"',
    lastAccessAt: '2021-10-14T11:49:05.000Z',
    transitionAt: null,
    cacheControl: 'no-cache',
    expires: null,
  })
})

it('leaves the length of a body open when it is not known', () => {
  const { headers } = buildRequest(putObject, { ...object, sizeBytes: null })
  expect(headers).toEqual({})
  expect(buildRequest(putObject, object).headers).toEqual({ 'content-length': '0' })
})

it('reads how far restoring is', () => {
  expect(restoreStateOf(null)).toEqual({ kind: 'never' })
  expect(restoreStateOf('ongoing-request="true"')).toEqual({ kind: 'under-way' })
  expect(
    restoreStateOf('ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"'),
  ).toEqual({ kind: 'restored', expiresAt: '2017-04-16T08:12:33.000Z' })
})
