import { describe, expect, it } from 'vitest'
import { getObject, putObject } from '../../../electron/oss/operations/objects.ts'
import {
  policySignatureV1,
  policySignatureV4,
  postFormV1,
  postFormV4,
} from '../../../electron/oss/post-form.ts'
import { presignOperation } from '../../../electron/oss/presign-operation.ts'
import { rtmpPublishUrl } from '../../../electron/oss/rtmp.ts'
import { parseEndpoint, serviceEndpoint } from '../../../shared/oss/address.ts'
import { InputError } from '../../../shared/oss/input-error.ts'

const key = { accessKeyId: 'ak', accessKeySecret: 'sk' }
const withToken = { ...key, securityToken: 'token' }
const endpoint = serviceEndpoint('cn-hangzhou')
const scope = '20231216/cn-hangzhou/oss/aliyun_v4_request'
const atMs = 1_702_743_657_000

describe('form of PostObject', () => {
  const policy = {
    expiresAt: '2030-01-01T00:00:00.000Z',
    conditions: [['content-length-range', 0, 1_048_576]],
  }

  it('is signed as in the vectors', () => {
    const form = postFormV1(policy, key)
    expect(form.policy?.startsWith('eyJleHBp')).toBe(true)
    expect(form).toMatchObject({
      OSSAccessKeyId: 'ak',
      Signature: 'XdetOP1lviexllrmFGYJmc0XJpI=',
    })
    expect(policySignatureV1(form.policy ?? '', key)).toBe(form.Signature)
    expect(policySignatureV4(form.policy ?? '', key, scope)).toBe(
      '4988f2abd8e0231a09771d04249b7f19752de611b2861e2383408c3dfa583cb8',
    )
    expect(postFormV1(policy, withToken)['x-oss-security-token']).toBe('token')
  })

  it('asks for its own fields when it is V4', () => {
    const form = postFormV4(policy, withToken, { region: 'cn-hangzhou', atMs })
    const signed = {
      'x-oss-signature-version': 'OSS4-HMAC-SHA256',
      'x-oss-credential': `ak/${scope}`,
      'x-oss-date': '20231216T162057Z',
      'x-oss-security-token': 'token',
    }
    expect(form).toMatchObject(signed)
    expect(form['x-oss-signature']).toBe(policySignatureV4(form.policy ?? '', key, scope))
    const text = Buffer.from(form.policy ?? '', 'base64').toString()
    expect(JSON.parse(text)).toEqual({
      expiration: policy.expiresAt,
      conditions: [
        ...policy.conditions,
        ...Object.entries(signed).map(([name, value]) => ({ [name]: value })),
      ],
    })
  })
})

describe('URL to publish to', () => {
  const target = {
    bucket: 'bucket',
    channel: 'ch1',
    expiresAtSeconds: 1_700_000_000,
    parameters: { playlistName: 'playlist.m3u8' },
  }

  it.each([
    [key, '', 'fMA%2FXsuWcV%2FfpM8NSFaJH6Rr01o%3D'],
    [withToken, '&security-token=token', 'OFpo8Xh8S0hotrqh9c5hF8AZNqU%3D'],
  ])('is signed as in the vectors', (signingKey, token, signature) => {
    expect(rtmpPublishUrl(endpoint, target, signingKey)).toBe(
      'rtmp://bucket.oss-cn-hangzhou.aliyuncs.com/live/ch1?playlistName=playlist.m3u8' +
        `${token}&OSSAccessKeyId=ak&Expires=1700000000&Signature=${signature}`,
    )
  })
})

describe('URL of an operation', () => {
  const object = { bucket: 'bucket', key: 'key' }

  it('is the one of the V1 vector', () => {
    const input = { ...object, versionId: 'versionId' }
    const options = { endpoint, key, atMs: 1_699_807_000_000, lifetimeSeconds: 420 }
    const { url } = presignOperation(getObject, input, { ...options, version: 'v1' })
    expect(new URL(url).searchParams.get('Signature')).toBe('dcLTea+Yh9ApirQ8o8dOPqtvJXQ=')
    expect(new URL(url).searchParams.get('Expires')).toBe('1699807420')
  })

  it('carries what the operation asks for, and names the headers to send', () => {
    const options = { endpoint, key, atMs, lifetimeSeconds: 900 }
    const upload = presignOperation(
      putObject,
      { ...object, contentType: 'text/plain', forbidOverwrite: true },
      { ...options, query: { 'x-oss-traffic-limit': '819200' } },
    )
    expect(upload.signedHeaders).toEqual({
      'content-type': 'text/plain',
      'x-oss-forbid-overwrite': 'true',
    })
    expect(new URL(upload.url).searchParams.get('x-oss-traffic-limit')).toBe('819200')
    const download = presignOperation(
      getObject,
      { ...object, response: { contentDisposition: 'attachment' }, process: 'style/a' },
      { ...options, additionalHeaders: ['range'] },
    )
    const query = new URL(download.url).searchParams
    expect(query.get('response-content-disposition')).toBe('attachment')
    expect(query.get('x-oss-process')).toBe('style/a')
    expect(query.get('x-oss-expires')).toBe('900')
    expect(download.signedHeaders).toEqual({})
  })

  it('needs the region for V4', () => {
    const choice = { kind: 'custom', host: 'files.example.com', region: null, cname: true } as const
    const options = { endpoint: parseEndpoint(choice), key, atMs, lifetimeSeconds: 900 }
    expect(() => presignOperation(getObject, object, options)).toThrow(InputError)
  })
})

it('knows the endpoints of a region', () => {
  const hosts = (
    ['public', 'internal', 'dual-stack', 'accelerate', 'accelerate-overseas'] as const
  ).map((network) => serviceEndpoint('oss-us-east-1', network))
  expect(hosts.map((each) => each.host)).toEqual([
    'oss-us-east-1.aliyuncs.com',
    'oss-us-east-1-internal.aliyuncs.com',
    'us-east-1.oss.aliyuncs.com',
    'oss-accelerate.aliyuncs.com',
    'oss-accelerate-overseas.aliyuncs.com',
  ])
  expect(hosts.every((each) => each.region === 'us-east-1')).toBe(true)
  expect(
    hosts.every(
      (each) =>
        parseEndpoint({ kind: 'custom', host: each.host, region: 'us-east-1', cname: false })
          .host === each.host,
    ),
  ).toBe(true)
})
