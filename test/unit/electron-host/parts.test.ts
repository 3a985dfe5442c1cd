import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode } from '../../electron-host/codec.ts'
import { claimLock } from '../../electron-host/instance-lock.ts'
import { fromBrowser, schemeOf, toBrowser } from '../../electron-host/urls.ts'

test('values of the contract survive the way, undefined included', () => {
  const value = { a: [1, 'ü', null, undefined, true], b: { c: '' } }
  expect(decode(encode(value))).toEqual(value)
  expect(decode(encode(undefined))).toBeUndefined()
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(decode(encode(json))).toEqual(JSON.parse(JSON.stringify(json)))
    }),
  )
})

test.each([[new Map()], [() => 1], [Number.NaN], [{ when: new Date(0) }], [new Uint8Array(2)]])(
  '%s is refused instead of being lost',
  (value) => {
    expect(() => encode(value)).toThrow()
  },
)

test('the app sees the URLs that it asked for', () => {
  for (const url of ['app://desk/index.html', 'app://desk/a/b.js?x=1#y', 'other://h/']) {
    expect(toBrowser(url)).toMatch(/^https:\/\/\w+\.\w+\.invalid\//)
    expect(fromBrowser(toBrowser(url))).toBe(url)
  }
  for (const url of ['https://example.com/x', 'data:text/html,x', 'file:///etc', 'about:blank']) {
    expect(toBrowser(url)).toBe(url)
    expect(fromBrowser(url)).toBe(url)
  }
  expect(schemeOf('app://desk/')).toBe('app')
})

test('one process has a data folder; the second tells it to come forward', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'))
  const forward = Promise.withResolvers<void>()
  expect(claimLock(folder, forward.resolve)).toBe(true)
  const second = await import('node:worker_threads').then(({ Worker }) => {
    const code = `const { parentPort, workerData } = require('node:worker_threads')
      import(workerData.module).then(({ claimLock }) => {
        parentPort.postMessage(claimLock(workerData.folder, () => {}))
      })`
    const module = new URL('../../electron-host/instance-lock.ts', import.meta.url).href
    const worker = new Worker(code, { eval: true, workerData: { folder, module } })
    return new Promise((resolve) => worker.once('message', resolve))
  })
  expect(second).toBe(false)
  await forward.promise
  await rm(folder, { recursive: true, force: true })
})
