import { describe, expect, it } from 'vitest'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()
const hourMs = 3600 * 1000

async function archive(key: string, storageClass: string): Promise<void> {
  const headers = { 'x-oss-storage-class': storageClass }
  await kit.send({ method: 'PUT', key, body: 'cold bytes', headers })
}

function restore(key: string, days?: number, tier?: string): Promise<string | number> {
  const job = tier === undefined ? '' : `<JobParameters><Tier>${tier}</Tier></JobParameters>`
  const document = `<RestoreRequest><Days>${days}</Days>${job}</RestoreRequest>`
  const body = days === undefined ? '' : document
  return kit.codeOf({ method: 'POST', key, query: { restore: '' }, body })
}

async function restoreHeader(key: string): Promise<string | undefined> {
  const head = await kit.send({ method: 'HEAD', key })
  return head.headers['x-oss-restore'] as string | undefined
}

describe('an archived object', () => {
  it('is readable between the end of its restore and the end of its days', async () => {
    await archive('a', 'Archive')
    expect(await kit.codeOf({ key: 'a' })).toBe('InvalidObjectState')
    expect(await restoreHeader('a')).toBeUndefined()
    expect(await restore('a')).toBe(202)
    expect(await restoreHeader('a')).toBe('ongoing-request="true"')
    expect(await kit.codeOf({ key: 'a' })).toBe('InvalidObjectState')
    expect(await restore('a')).toBe('RestoreAlreadyInProgress')
    kit.advance(61_000)
    expect((await kit.send({ key: 'a' })).text).toBe('cold bytes')
    expect(await restoreHeader('a')).toMatch(/^ongoing-request="false", expiry-date=".* GMT"$/)
    const list = await kit.send({})
    expect(list.element('RestoreInfo')).toContain('ongoing-request="false"')
    await kit.restart()
    kit.advance(20 * hourMs)
    expect(await restore('a', 3)).toBe(200)
    kit.advance(70 * hourMs)
    expect(await kit.codeOf({ key: 'a' })).toBe(200)
    kit.advance(3 * hourMs)
    expect(await kit.codeOf({ key: 'a' })).toBe('InvalidObjectState')
    expect(await restoreHeader('a')).toBeUndefined()
  })

  it('comes sooner with a higher priority', async () => {
    await archive('a', 'ColdArchive')
    expect(await restore('a', 1, 'Bulk')).toBe(202)
    expect(await restore('a', 1, 'Bulk')).toBe('RestoreAlreadyInProgress')
    expect(await restore('a', 1, 'Expedited')).toBe(202)
    expect(await restore('a', 1, 'Standard')).toBe('RestoreAlreadyInProgress')
    kit.advance(hourMs + 1000)
    expect(await kit.codeOf({ key: 'a' })).toBe(200)
  })

  it('is copied only once it is restored', async () => {
    await archive('a', 'Archive')
    const headers = { 'x-oss-copy-source': '/home/a', 'x-oss-storage-class': 'Standard' }
    const copy = { method: 'PUT', key: 'b', headers, body: '' }
    expect(await kit.codeOf(copy)).toBe('InvalidObjectState')
    await restore('a')
    kit.advance(61_000)
    expect(await kit.codeOf(copy)).toBe(200)
    expect((await kit.send({ key: 'b' })).text).toBe('cold bytes')
  })

  it('is put away again on demand', async () => {
    await archive('a', 'Archive')
    await restore('a')
    const clean = { method: 'POST', key: 'a', query: { cleanRestoredObject: '' }, body: '' }
    expect(await kit.codeOf(clean)).toBe('ArchiveRestoreNotFinished')
    kit.advance(61_000)
    expect(await kit.codeOf(clean)).toBe(200)
    expect(await kit.codeOf({ key: 'a' })).toBe('InvalidObjectState')
  })

  it('is read at once where the bucket allows that', async () => {
    await archive('a', 'Archive')
    await archive('b', 'ColdArchive')
    const body =
      '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>'
    await kit.send({ method: 'PUT', query: { bucketArchiveDirectRead: '' }, body })
    expect(await kit.codeOf({ key: 'a' })).toBe(200)
    expect(await kit.codeOf({ key: 'b' })).toBe('InvalidObjectState')
  })
})

describe('a restore is refused', () => {
  it.each([
    ['Standard', 1, undefined, 'OperationNotSupported'],
    ['Archive', 0, undefined, 'MalformedXML'],
    ['Archive', 366, undefined, 'MalformedXML'],
    ['Archive', 1, 'Bulk', 'MalformedXML'],
    ['ColdArchive', 1, 'Soon', 'InvalidArgument'],
    ['DeepColdArchive', 1, 'Bulk', 'InvalidArgument'],
  ])('for %s, %s days, tier %s', async (storageClass, days, tier, code) => {
    await archive('a', storageClass)
    expect(await restore('a', days, tier)).toBe(code)
  })
})
