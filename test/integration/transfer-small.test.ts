import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putObject } from '../../electron/oss/operations/objects.ts'
import type { FaultRule } from '../oss-server/faults/faults.ts'
import { bucket, type Desk } from './transfer-kit/desk.ts'
import { readTree, writeTree } from './transfer-kit/files.ts'
import { openWorkbench, type Workbench } from './transfer-kit/workbench.ts'

/* Small files are signed, sent and settled many at once; here each of them meets something else. */

let bench: Workbench
let desk: Desk
let source: string
let target: string
beforeEach(async () => {
  bench = await openWorkbench()
  desk = bench.desk
  source = bench.source
  target = bench.target
})
afterEach(() => desk.close())

/** 200 files of different sizes, some of them with names that need care. */
const names = Array.from({ length: 200 }, (_, at) => {
  const odd = ['a', 'ü b', 'c+d%20', '文件', "e'(f)*!"][at % 5]
  return `tree/${odd}-${at}.txt`
})

async function writeNames(): Promise<void> {
  await writeTree(
    source,
    Object.fromEntries(names.map((name, at) => [name, 1 + ((at * 997) % 9000)])),
  )
}

function putsOf(name: string): number {
  return desk.server.requests.list(0, ['PutObject']).filter(({ key }) => key === name).length
}

describe('many small files', () => {
  test('arrive and come back, each with one request', async () => {
    await writeNames()
    expect(await desk.finished(await bench.upload(['tree']))).toMatchObject({ state: 'done' })
    expect(desk.server.requests.list(0, ['PutObject'])).toHaveLength(names.length)
    expect(desk.server.requests.list(0, ['HeadObject'])).toHaveLength(0)
    const down = await bench.download(names)
    expect(await desk.finished(down)).toMatchObject({ state: 'done' })
    expect(desk.server.requests.list(0, ['GetObject'])).toHaveLength(names.length)
    expect(desk.server.requests.list(0, ['HeadObject'])).toHaveLength(names.length)
    expect(await readTree(target)).toEqual(await readTree(source))
  })

  for (const conflict of ['ask', 'skip', 'keep-both'] as const) {
    test(`that are there already: ${conflict}, and the others arrive`, async () => {
      await writeNames()
      const taken = names.filter((_, at) => at % 7 === 0)
      for (const key of taken) {
        await desk.client.call(putObject, { bucket, key, body: 'somebody else' })
      }
      const id = await bench.upload(['tree'], conflict)
      const settled = names.length - taken.length + (conflict === 'keep-both' ? taken.length : 0)
      const row = await desk.until(id, ({ items }) => {
        return items.waiting + items.running === 0 && items.total === names.length
      })
      expect(row.items).toMatchObject({
        done: settled,
        skipped: conflict === 'skip' ? taken.length : 0,
        attention: conflict === 'ask' ? taken.length : 0,
      })
      for (const key of taken) expect(String(await bench.stored(key))).toBe('somebody else')
    })
  }

  test('of which one was changed and one is gone since they were found', async () => {
    await writeNames()
    // Those that were found last are read long after.
    desk.server.faults.add({ operation: 'PutObject', effect: { kind: 'latency', ms: 50 } })
    const id = await bench.upload(['tree'])
    await desk.until(id, (row) => row.enumerated)
    const [changed = '', gone = ''] = (await desk.items(id)).slice(-2).map(({ name }) => name)
    await writeFile(join(source, changed), 'other bytes than those that were found')
    await rm(join(source, gone))
    desk.server.faults.clear()
    const row = await desk.until(id, ({ items }) => items.waiting + items.running === 0)
    expect(row).toMatchObject({ attention: 'source-missing', items: { done: names.length - 1 } })
    expect(String(await bench.stored(changed))).toBe('other bytes than those that were found')
  })

  test('that are damaged or refused on their way are sent again, and only they', async () => {
    await writeNames()
    const corrupt = { kind: 'corrupt', body: 'request', atByte: 0 } as const
    const busy = { kind: 'status', status: 503, code: 'ServiceUnavailable', qosDelayMs: 5 } as const
    const reset = { kind: 'reset', when: 'before-answer' } as const
    const troubled = new Map<string, FaultRule['effect']>([
      [names[3] ?? '', corrupt],
      [names[40] ?? '', busy],
      [names[90] ?? '', reset],
    ])
    for (const [key, effect] of troubled) {
      desk.server.faults.add({ operation: 'PutObject', key, times: 1, effect })
    }
    expect(await desk.finished(await bench.upload(['tree']))).toMatchObject({ state: 'done' })
    for (const name of names) {
      const expected = troubled.has(name) ? 2 : 1
      // An answer that was lost may be known as ours without sending again.
      expect(putsOf(name)).toBeLessThanOrEqual(expected)
      expect((await bench.stored(name)).equals(await readFile(join(source, name)))).toBe(true)
    }
  })

  test('that are paused leave nothing half done, and only the rest is sent later', async () => {
    await writeNames()
    desk.server.faults.add({ operation: 'PutObject', effect: { kind: 'latency', ms: 20 } })
    const id = await bench.upload(['tree'])
    await desk.until(id, ({ items }) => items.done > 10)
    await desk.transfers.commands.pause(id)
    const paused = await desk.row(id)
    expect(paused).toMatchObject({ state: 'paused', items: { running: 0 } })
    expect(paused.items.done).toBeLessThan(names.length)
    expect(desk.server.requests.list(0, ['PutObject'])).toHaveLength(paused.items.done)
    desk.server.faults.clear()
    await desk.restart()
    await desk.transfers.commands.resume(id)
    expect(await desk.finished(id)).toMatchObject({ state: 'done' })
    expect(desk.server.requests.list(0, ['PutObject'])).toHaveLength(names.length)
  })

  test('that come into a folder where some names are taken', async () => {
    await writeNames()
    await desk.finished(await bench.upload(['tree']))
    const taken = names.filter((_, at) => at % 9 === 0)
    await writeTree(target, Object.fromEntries(taken.map((name) => [name, 'mine'])))
    const id = await bench.download(names, 'skip')
    const { items } = await desk.finished(id)
    expect(items).toMatchObject({ done: names.length - taken.length, skipped: taken.length })
    for (const name of taken) expect(await readFile(join(target, name), 'utf8')).toBe('mine')
    const all = await readdir(join(target, 'tree'))
    expect(all.filter((name) => name.includes('ossdesk'))).toEqual([])
    expect(all).toHaveLength(names.length)
  })
})
