import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import OSS from 'ali-oss'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../oss-server/raw-request.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()
const content = 'from elsewhere '.repeat(5000)

/** Serves `content` with its Host, and hears callbacks. */
let source: Server
let heard: string[]
let sourceUrl: string

beforeEach(async () => {
  heard = []
  source = createServer((incoming, outgoing) => {
    if (incoming.url === '/missing') outgoing.statusCode = 404
    outgoing.setHeader('content-type', incoming.method === 'POST' ? 'application/json' : 'text/css')
    let body = ''
    incoming.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    incoming.on('end', () => {
      heard.push(`${incoming.method} ${incoming.headers.host} ${body}`)
      outgoing.end(incoming.method === 'POST' ? '{}' : content)
    })
  })
  await new Promise<void>((resolve) => {
    source.listen(0, '127.0.0.1', resolve)
  })
  sourceUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}`
})

afterEach(() => {
  source.close()
})

async function start(fields: Readonly<Record<string, string>>): Promise<RawAnswer> {
  const inner = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`)
  const body = `<AsyncFetchTaskConfiguration>${inner.join('')}</AsyncFetchTaskConfiguration>`
  return kit.send({ method: 'POST', query: { asyncFetch: '' }, body })
}

/** The answer about the task once it has ended. */
async function end(started: RawAnswer): Promise<RawAnswer> {
  const headers = { 'x-oss-task-id': started.element('TaskId') ?? '' }
  for (;;) {
    const answer = await kit.send({ query: { asyncFetch: '' }, headers })
    if (answer.element('State') !== 'Running') return answer
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}

describe('a task that fetches', () => {
  it('brings the object, and remembers how that went over a restart', async () => {
    const md5 = createHash('md5').update(content).digest('base64')
    const started = await start({
      Url: `${sourceUrl}/file`,
      Object: 'a b',
      Host: 'cdn.example.com',
      ContentMD5: md5,
      StorageClass: 'IA',
    })
    const ended = await end(started)
    expect([ended.element('State'), ended.element('ErrorMsg')]).toEqual(['Success', ''])
    expect([ended.element('Object'), ended.element('Host')]).toEqual(['a b', 'cdn.example.com'])
    expect(heard).toEqual(['GET cdn.example.com '])
    const { text, headers } = await kit.send({ key: 'a b' })
    expect(text).toBe(content)
    expect([
      headers['content-type'],
      headers['x-oss-storage-class'],
      headers['content-md5'],
    ]).toEqual(['text/css', 'IA', md5])
    await kit.restart()
    expect((await end(started)).element('State')).toBe('Success')
  })

  it('works for the official library, and leaves what is there alone', async () => {
    const client = new OSS({
      accessKeyId: defaultIdentity.accessKeyId,
      accessKeySecret: defaultIdentity.accessKeySecret,
      endpoint: `http://localhost:${kit.server.port}`,
      region: 'oss-cn-hangzhou',
      bucket: 'home',
      sldEnable: true,
    } as OSS.Options) as unknown as {
      postAsyncFetch(name: string, url: string, options?: object): Promise<{ taskId: string }>
      getAsyncFetch(id: string): Promise<{ state: string; taskInfo: { object: string } }>
    }
    const { taskId } = await client.postAsyncFetch('x', `${sourceUrl}/x`)
    let task = await client.getAsyncFetch(taskId)
    while (task.state === 'Running') task = await client.getAsyncFetch(taskId)
    expect([task.state, task.taskInfo.object]).toEqual(['Success', 'x'])
    await expect(client.postAsyncFetch('x', `${sourceUrl}/x`)).rejects.toMatchObject({
      code: 'ObjectAlreadyExists',
    })
    const again = await client.postAsyncFetch('x', `${sourceUrl}/x`, { ignoreSameKey: false })
    expect(again.taskId).not.toBe(taskId)
  })

  it('calls back', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the server fills it in
    const callback = { callbackUrl: `${sourceUrl}/heard`, callbackBody: 'key=${object}' }
    const Callback = Buffer.from(JSON.stringify(callback)).toString('base64')
    const ended = await end(await start({ Url: sourceUrl, Object: 'k', Callback }))
    expect(ended.element('State')).toBe('Success')
    expect(heard.at(-1)).toMatch(/^POST .* key=k$/)
    const nobody = Buffer.from(
      JSON.stringify({ ...callback, callbackUrl: 'http://127.0.0.1:1/' }),
    ).toString('base64')
    const unheard = await end(await start({ Url: sourceUrl, Object: 'k2', Callback: nobody }))
    expect(unheard.element('State')).toBe('FetchSuccessCallbackFailed')
    expect((await kit.send({ key: 'k2' })).text).toBe(content)
  })

  it.each([
    ['is not there', { path: '/missing' }, 'the source answered 404'],
    [
      'is another',
      { path: '/', ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' },
      'the Content-MD5 differs',
    ],
    ['is on another machine', { url: 'http://192.0.2.1/' }, 'the address is not on this machine'],
  ])(
    'fails when the source %s',
    async (_what, { path, url, ...fields }: Record<string, string>, reason) => {
      const Url = url ?? sourceUrl + path
      const ended = await end(await start({ Url, Object: 'a', ...fields }))
      expect([ended.element('State'), ended.element('ErrorMsg')]).toEqual(['Failed', reason])
      expect(await kit.codeOf({ key: 'a' })).toBe('NoSuchKey')
    },
  )

  it('is refused without a source or a name, and is asked for by its id', async () => {
    expect((await start({ Object: 'a' })).element('Code')).toBe('MalformedXML')
    expect((await start({ Url: sourceUrl })).element('Code')).toBe('MalformedXML')
    expect(await kit.codeOf({ query: { asyncFetch: '' } })).toBe('InvalidArgument')
  })
})
