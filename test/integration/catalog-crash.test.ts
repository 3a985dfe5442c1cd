import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCatalog } from '../../electron/catalog/start.ts'
import { openDesk } from './services-kit/desk.ts'

test('a catalog thread that dies is started again, and its stored listings are there', async () => {
  const desk = await openDesk()
  desk.server.createBucket({ name: 'photos' })
  const accountId = (await desk.accounts.add(desk.draft())).id
  await desk.put('photos', ['a.txt'])
  const crashes: string[] = []
  let restarts = 0
  const crashed = Promise.withResolvers<void>()
  const catalog = startCatalog({
    workerUrl: new URL('./services-kit/mortal-catalog.ts', import.meta.url),
    dbPath: join(desk.folder, 'user', 'catalog.db'),
    userAgent: 'test',
    signing: desk.sessions,
    onRestart: () => {
      restarts += 1
    },
    onCrash: ({ message }) => {
      crashes.push(message)
      crashed.resolve()
    },
  })
  const before = await catalog.service.open(accountId, 'photos', '')
  expect(before).toMatchObject({ files: 1, failure: null })
  // The stand-in dies when it hears of this bucket.
  catalog.objectsChanged({ accountId, bucket: 'deadly', prefixes: [''] })
  await crashed.promise
  await expect(catalog.service.refresh(before.viewId)).rejects.toMatchObject({
    failure: { code: 'view.unknown' },
  })
  desk.server.faults.add({ effect: { kind: 'offline' } })
  expect(await catalog.service.open(accountId, 'photos', '')).toMatchObject({ files: 1 })
  expect(crashes).toEqual(['killed by the test'])
  desk.server.faults.clear()
  await catalog.stop()
  expect(crashes).toHaveLength(1)
  expect(restarts).toBe(1)
  await desk.close()
})
