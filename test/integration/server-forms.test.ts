import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import OSS from 'ali-oss'
import { afterEach, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../oss-server/raw-request.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

type Fields = Readonly<Record<string, string>>

function connect(): OSS {
  return new OSS({
    accessKeyId: defaultIdentity.accessKeyId,
    accessKeySecret: defaultIdentity.accessKeySecret,
    endpoint: `http://localhost:${kit.server.port}`,
    region: 'oss-cn-hangzhou',
    bucket: 'home',
    sldEnable: true,
  } as OSS.Options)
}

const farAway = (): string => new Date(Date.now() + 3_600_000).toISOString()

/** Signed by the official library. */
function signV1(conditions: readonly unknown[], expiration = farAway()): Fields {
  const { OSSAccessKeyId, Signature, policy } = connect().calculatePostSignature({
    expiration,
    conditions: [...conditions],
  })
  return { OSSAccessKeyId, policy, Signature }
}

function signV4(conditions: readonly unknown[]): Fields {
  const date = new Date()
  const time = date.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const credential = `${defaultIdentity.accessKeyId}/${time.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`
  const policy = { expiration: farAway(), conditions: [...conditions] }
  const client = connect() as unknown as {
    signPostObjectPolicyV4(policy: object, date: Date): string
  }
  return {
    policy: Buffer.from(JSON.stringify(policy)).toString('base64'),
    'x-oss-signature-version': 'OSS4-HMAC-SHA256',
    'x-oss-credential': credential,
    'x-oss-date': time,
    'x-oss-signature': client.signPostObjectPolicyV4(policy, date),
  }
}

async function post(fields: Fields, content = 'content'): Promise<RawAnswer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([content], { type: 'text/plain' }), 'photo.txt')
  const encoded = new Response(form)
  const body = Buffer.from(await encoded.arrayBuffer())
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  return kit.send({ method: 'POST', path: '/home/', body, headers, identity: null })
}

async function codeOfPost(fields: Fields, content?: string): Promise<string | number> {
  const answer = await post(fields, content)
  return answer.element('Code') ?? answer.status
}

describe('a form', () => {
  it.each([
    ['V1', signV1],
    ['V4', signV4],
  ])('uploads with a policy that was signed with %s', async (_version, sign) => {
    const signed = sign([['starts-with', '$key', 'in/'], { bucket: 'home' }])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the service fills it in
    const fields = { key: 'in/${filename}', success_action_status: '201', 'x-oss-meta-a': 'b' }
    const content = 'x'.repeat(300_000)
    const answer = await post({ ...fields, ...signed }, content)
    expect([answer.status, answer.element('Key')]).toEqual([201, 'in/photo.txt'])
    const stored = await kit.send({ key: 'in/photo.txt' })
    expect(stored.text).toBe(content)
    expect(stored.headers['content-type']).toBe('text/plain')
    expect(stored.headers['x-oss-meta-a']).toBe('b')
    expect(await codeOfPost({ key: 'out/a', ...signed })).toBe('AccessDenied')
    const forged = { ...signed, policy: Buffer.from('{}').toString('base64') }
    expect(await codeOfPost({ key: 'in/a', ...forged })).toBe('SignatureDoesNotMatch')
  })

  it('keeps to the sizes and the time of its policy', async () => {
    const sized = { key: 'a', ...signV1([['content-length-range', 2, 4]]) }
    expect(await codeOfPost(sized, '1')).toBe('EntityTooSmall')
    expect(await codeOfPost(sized, '12345')).toBe('EntityTooLarge')
    expect(await codeOfPost(sized, '123')).toBe(204)
    const past = signV1([], new Date(Date.now() - 1000).toISOString())
    expect(await codeOfPost({ key: 'a', ...past })).toBe('AccessDenied')
  })

  it('keeps to the rules of every write', async () => {
    const signed = signV1([])
    await post({ key: 'a', ...signed })
    const careful = { key: 'a', 'x-oss-forbid-overwrite': 'true', ...signed }
    expect(await codeOfPost(careful)).toBe('FileAlreadyExists')
    expect(await codeOfPost({ key: 'b' })).toBe('AccessDenied')
    expect(await codeOfPost({ key: '/b', ...signed })).toBe('InvalidArgument')
    const redirect = { success_action_redirect: 'http://localhost/done?x=1' }
    const answer = await post({ key: 'c', ...redirect, ...signed })
    expect(answer.status).toBe(303)
    expect(String(answer.headers.location)).toMatch(
      /^http:\/\/localhost\/done\?x=1&bucket=home&key=c&etag=/,
    )
  })

  it('is refused when it is broken', async () => {
    const send = (
      body: string,
      type = 'multipart/form-data; boundary=b',
    ): Promise<string | number> =>
      kit.codeOf({
        method: 'POST',
        path: '/home/',
        body,
        headers: { 'content-type': type },
        identity: null,
      })
    expect(await send('', 'text/plain')).toBe('MalformedPOSTRequest')
    expect(await send('no boundary at all')).toBe('MalformedPOSTRequest')
    expect(await send('--b\r\nContent-Disposition: nothing\r\n\r\n')).toBe('MalformedPOSTRequest')
    const field = '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\n--b--\r\n'
    expect(await send(field)).toBe('MalformedPOSTRequest')
    const signed = Object.entries({ key: 'a', ...signV1([]) }).map(
      ([name, value]) =>
        `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nx\r\n'
    expect(await send(`${signed.join('')}${file}${file}--b--\r\n`)).toBe(
      'IncorrectNumberOfFilesInPOSTRequest',
    )
    expect(await send(`${signed.join('')}${file}--b--\r\n`)).toBe(204)
  })
})

describe('a callback', () => {
  let application: Server | null = null
  afterEach(() => application?.close())

  async function listen(status: number): Promise<{ url: string; bodies: string[] }> {
    const bodies: string[] = []
    const server = createServer((incoming, outgoing) => {
      incoming.setEncoding('utf8')
      let body = ''
      incoming.on('data', (chunk: string) => {
        body += chunk
      })
      incoming.on('end', () => {
        bodies.push(body)
        outgoing.writeHead(status).end('{"Status":"OK"}')
      })
    })
    application = server
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, bodies }
  }

  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64')
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the service fills it in
  const callbackBody = 'b=${bucket}&o=${object}&s=${size}&who=${x:who}'

  it('answers in place of the service', async () => {
    const { url, bodies } = await listen(200)
    const headers = {
      'x-oss-callback': encode({ callbackUrl: url, callbackBody }),
      'x-oss-callback-var': encode({ 'x:who': 'me & you' }),
    }
    const put = await kit.send({ method: 'PUT', key: 'a b', body: 'abc', headers })
    expect([put.status, put.text]).toEqual([200, '{"Status":"OK"}'])
    expect(bodies).toEqual(['b=home&o=a%20b&s=3&who=me%20%26%20you'])
  })

  it('is one that the bucket keeps, when it names that', async () => {
    const { url, bodies } = await listen(200)
    const callback = encode({ callbackUrl: url, callbackBody })
    const body =
      `<BucketCallbackPolicy><PolicyItem><PolicyName>ours</PolicyName><Callback>${callback}` +
      `</Callback><CallbackVar>${encode({ 'x:who': 'us' })}</CallbackVar></PolicyItem>` +
      '</BucketCallbackPolicy>'
    await kit.send({ method: 'PUT', query: { policy: '', comp: 'callback' }, body })
    const named = (callbackPolicy: string): Promise<string | number> => {
      const headers = { 'x-oss-callback': encode({ callbackPolicy }) }
      return kit.codeOf({ method: 'PUT', key: callbackPolicy, body: 'abc', headers })
    }
    expect([await named('ours'), await named('theirs')]).toEqual([200, 'InvalidArgument'])
    expect(bodies).toEqual(['b=home&o=ours&s=3&who=us'])
    expect(await kit.codeOf({ key: 'theirs' })).toBe('NoSuchKey')
  })

  it('fails with 203, and the object is there', async () => {
    const { url } = await listen(500)
    const headers = { 'x-oss-callback': encode({ callbackUrl: url, callbackBody }) }
    const put = await kit.send({ method: 'PUT', key: 'a', body: 'abc', headers })
    expect([put.status, put.element('Code')]).toEqual([203, 'CallbackFailed'])
    expect((await kit.send({ key: 'a' })).text).toBe('abc')
  })

  it('is refused before anything is stored when it makes no sense', async () => {
    const headers = { 'x-oss-callback': 'no json' }
    expect(await kit.codeOf({ method: 'PUT', key: 'a', body: 'abc', headers })).toBe(
      'InvalidArgument',
    )
    expect(await kit.codeOf({ key: 'a' })).toBe('NoSuchKey')
  })
})
