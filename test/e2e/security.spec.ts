import type { Page } from 'playwright'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import { expect, test } from './harness/fixtures.ts'

/** What the page can do is tried from inside the page, as a script that got into it would. */
type Api = Window & { readonly api: Bridge }

/** Calls with arguments that no type checker has seen. */
function rawCall(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([callName, callInput]) =>
      (window as unknown as Api).api.call(callName as 'app.info', callInput as undefined),
    [name, input] as const,
  )
}

test('the page has no Node, no Electron, and one frozen door', async ({ launch }) => {
  const { page } = await launch()
  const seen = await page.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron']
    const scope = globalThis as unknown as Readonly<Record<string, unknown>>
    const { api } = window as unknown as Api
    const replaced = Reflect.set(window, 'api', {}) || Reflect.set(api, 'call', () => undefined)
    return {
      present: names.filter((name) => scope[name] !== undefined),
      doors: Object.keys(api).sort(),
      replaced,
      sealed: Object.isFrozen(api),
    }
  })
  expect(seen).toEqual({
    present: [],
    doors: ['call', 'grant', 'on'],
    replaced: false,
    sealed: true,
  })
})

test('the page cannot reach the network by any way that a page has', async ({ launch, server }) => {
  const { page } = await launch()
  const reached = await page.evaluate(async (url) => {
    const outcome = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'reached',
        () => 'refused',
      )
    const loaded = (element: HTMLElement): Promise<void> =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', () => resolve())
        element.addEventListener('error', () => reject(new Error('refused')))
        document.head.append(element)
      })
    const script = Object.assign(document.createElement('script'), { src: `${url}/x.js` })
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url })
    const image = Object.assign(document.createElement('img'), { src: `${url}/x.png` })
    const xhr = new Promise<void>((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.onload = () => resolve()
      request.onerror = () => reject(new Error('refused'))
      request.open('GET', url)
      request.send()
    })
    const socket = new Promise<void>((resolve, reject) => {
      const connection = new WebSocket(url.replace('http', 'ws'))
      connection.onopen = () => resolve()
      connection.onerror = () => reject(new Error('refused'))
    })
    return {
      fetch: await outcome(fetch(url)),
      noCors: await outcome(fetch(url, { mode: 'no-cors' })),
      xhr: await outcome(xhr),
      socket: await outcome(socket),
      image: await outcome(loaded(image)),
      script: await outcome(loaded(script)),
      style: await outcome(loaded(style)),
      inline: await outcome(
        Promise.resolve().then(() => {
          const inline = document.createElement('script')
          inline.textContent = 'window.inlineRan = true'
          document.head.append(inline)
          if (!('inlineRan' in window)) throw new Error('refused')
        }),
      ),
      eval: await outcome(Promise.resolve().then(() => new Function('return 1')())),
    }
  }, server.url)
  const ways = ['fetch', 'noCors', 'xhr', 'socket', 'image', 'script', 'style', 'inline', 'eval']
  expect(reached).toEqual(Object.fromEntries(ways.map((way) => [way, 'refused'])))
  expect(server.requests.list()).toEqual([])
})

test('the page cannot go elsewhere or open windows', async ({ launch, server }) => {
  const { page } = await launch()
  const home = page.url()
  await page.evaluate((url) => {
    window.open(url)
    const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' })
    document.body.append(link)
    link.click()
    location.href = url
  }, server.url)
  await expect.poll(() => page.context().pages().length).toBe(1)
  expect(page.url()).toBe(home)
  expect(server.requests.list()).toEqual([])
})

test('a call that is not in the contract is refused', async ({ launch }) => {
  const { page } = await launch()
  for (const name of ['grants.register', 'shell.openExternal', '__proto__', 'toString', '']) {
    const outcome = await rawCall(page, name, [['/etc/passwd']])
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'ipc.refused' } })
  }
})

test('malformed arguments are refused, and the answer names the field', async ({ launch }) => {
  const { page } = await launch()
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['transfers.pause', undefined, 'input'],
    ['transfers.pause', { transferId: 7 }, 'transferId'],
    ['buckets.list', { accountId: '' }, 'accountId'],
    ['settings.update', { connections: 1_000_000 }, 'connections'],
    ['transfers.items', { transferId: 't', show: 'all', offset: -1, count: 1 }, 'offset'],
  ]
  for (const [name, input, field] of cases) {
    expect(await rawCall(page, name, input)).toMatchObject({
      ok: false,
      failure: { code: 'input.invalid', details: { call: name, field } },
    })
  }
})

test('a path cannot be named: uploads and downloads need a grant', async ({ launch }) => {
  const { page } = await launch()
  const upload = await rawCall(page, 'transfers.upload', {
    accountId: 'a',
    bucket: 'b',
    prefix: '',
    grantIds: ['/etc/passwd'],
    conflict: 'ask',
  })
  expect(upload).toMatchObject({ ok: false, failure: { code: 'grant.unknown' } })
  const made = await page.evaluate(() =>
    (window as unknown as Api).api.grant([new File(['x'], '/etc/passwd')]),
  )
  expect(made).toEqual({ ok: true, value: [] })
})

test('only named pages open in the browser', async ({ launch }) => {
  const desk = await launch()
  expect(await rawCall(desk.page, 'app.openExternal', { link: 'acl' })).toMatchObject({ ok: true })
  for (const link of ['https://example.com', 'file:///etc/passwd', 'constructor', '__proto__']) {
    expect(await rawCall(desk.page, 'app.openExternal', { link })).toMatchObject({
      ok: false,
      failure: { code: 'ipc.refused' },
    })
  }
  const { openedLinks } = await desk.desktop()
  expect(openedLinks).toEqual([expect.stringMatching(/^https:\/\/www\.alibabacloud\.com\/help\//)])
})

test('a page of another origin gets no answer', async ({ launch }) => {
  const { page } = await launch()
  await page.goto('data:text/html,<h1>elsewhere</h1>').catch(() => undefined)
  const answer = await page.evaluate(async () => {
    const { api } = window as unknown as Partial<Api>
    const outcome = await api?.call('accounts.list', undefined)
    return { href: location.href, code: outcome ? !outcome.ok && outcome.failure.code : 'no door' }
  })
  expect(answer.href).toMatch(/^data:/)
  expect(['ipc.refused', 'no door']).toContain(answer.code)
})
