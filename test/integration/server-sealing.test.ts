import { expect, it } from 'vitest'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

it('ends the appending once and for all, and lets nothing grow too large', async () => {
  const at = (position: number, what = 'append'): object => ({
    method: 'POST',
    key: 'log',
    query: { [what]: '', position: String(position) },
    body: what === 'append' ? 'one' : '',
  })
  await kit.send(at(0))
  expect(await kit.codeOf(at(1, 'seal'))).toBe('PositionNotEqualToLength')
  const sealed = (await kit.send(at(3, 'seal'))).headers['x-oss-sealed-time']
  const head = await kit.send({ method: 'HEAD', key: 'log' })
  expect(head.headers['x-oss-sealed-time']).toBe(sealed)
  kit.advance(3_600_000)
  expect((await kit.send(at(3, 'seal'))).headers['x-oss-sealed-time']).toBe(sealed)
  expect(await kit.codeOf(at(3))).toBe('AppendSealedObjectNotAllowed')
  await kit.send({ method: 'PUT', key: 'plain', body: 'one' })
  expect(await kit.codeOf({ ...at(3, 'seal'), key: 'plain' })).toBe('AppendSealedObjectNotAllowed')
  const { objects } = kit.server.store
  const log = objects.find('home', 'log')
  if (log !== null) objects.replace({ ...log, sealedMs: null, sizeBytes: 5 * 1024 ** 3 - 2 })
  expect(await kit.codeOf(at(5 * 1024 ** 3 - 2))).toBe('EntityTooLarge')
})
