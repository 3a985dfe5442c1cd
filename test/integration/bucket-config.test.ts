import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBucketConfigService } from '../../electron/bucket-config/service.ts'
import { createUndoFile } from '../../electron/bucket-config/undo-file.ts'
import type { BucketConfigService } from '../../electron/ipc/services.ts'
import type { SectionName, SectionState } from '../../shared/bucket-config.ts'
import { toFailure } from '../../shared/ipc/failure.ts'
import { type Desk, openDesk } from './services-kit/desk.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'

let desk: Desk
let accountId: string
let service: BucketConfigService

beforeEach(async () => {
  desk = await openDesk()
  desk.server.createBucket({ name: 'photos' })
  accountId = (await desk.accounts.add(desk.draft())).id
  service = open()
})
afterEach(() => desk.close())

/** As after a restart of the app: only the undo file lasts. */
function open(): BucketConfigService {
  return createBucketConfigService({
    sessions: desk.sessions,
    undo: createUndoFile(join(desk.folder, 'user', 'undo.json')),
    now: () => Date.UTC(2026, 0, 2),
  })
}

const target = (section: SectionName) => ({ accountId, bucket: 'photos', section })
const peer = () => aliOss(desk.server.url, 'photos')
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => toFailure(error).code,
  )

async function apply(section: SectionName, document: unknown): Promise<SectionState> {
  const { fingerprint } = await service.read(target(section))
  return service.apply({ ...target(section), fingerprint, document })
}

const grant = (Grant: string) => ({ AccessControlList: { Grant } })
const corsRule = {
  AllowedOrigin: ['https://a.com', 'https://b.com'],
  AllowedMethod: ['GET', 'PUT'],
  AllowedHeader: ['*'],
  ExposeHeader: ['ETag'],
  MaxAgeSeconds: '600',
}
const lifecycleRule = (ID: string, Prefix: string) => ({
  ID,
  Prefix,
  Status: 'Enabled',
  Transition: [{ Days: '30', StorageClass: 'IA' }],
  Expiration: { Days: '90' },
})

describe('what is written', () => {
  test('an ACL is what an independent client reads', async () => {
    const state = await apply('acl', grant('public-read'))
    expect(state).toMatchObject({ set: true, differs: false })
    expect((await peer().getBucketACL('photos')).acl).toBe('public-read')
  })

  test('CORS rules are what an independent client reads, and the last one removed is none', async () => {
    const state = await apply('cors', { CORSRule: [corsRule], ResponseVary: 'true' })
    expect(state.differs).toBe(false)
    const { rules } = await peer().getBucketCORS('photos')
    expect(rules).toEqual([
      {
        allowedOrigin: ['https://a.com', 'https://b.com'],
        allowedMethod: ['GET', 'PUT'],
        allowedHeader: '*',
        exposeHeader: 'ETag',
        maxAgeSeconds: '600',
      },
    ])
    expect((await apply('cors', { CORSRule: [] })).set).toBe(false)
    await expect(peer().getBucketCORS('photos')).rejects.toMatchObject({
      code: 'NoSuchCORSConfiguration',
    })
  })

  test('lifecycle rules are what an independent client reads, overlapping prefixes too', async () => {
    const rules = [lifecycleRule('a', 'logs/'), lifecycleRule('b', '')]
    expect((await apply('lifecycle', { Rule: rules })).differs).toBe(false)
    const read = await peer().getBucketLifecycle('photos')
    expect(read.rules).toMatchObject([
      { id: 'a', prefix: 'logs/', status: 'Enabled', expiration: { days: '90' } },
      { id: 'b', prefix: '', transition: { days: '30', storageClass: 'IA' } },
    ])
  })

  test('what an independent client wrote is read, and comes back unchanged', async () => {
    await peer().putBucketLifecycle('photos', [
      { id: 'x', prefix: 'tmp/', status: 'Enabled', expiration: { days: 3 } },
    ] as never)
    const before = await service.read(target('lifecycle'))
    expect(before.document).toMatchObject({
      Rule: [{ ID: 'x', Prefix: 'tmp/', Expiration: { Days: '3' } }],
    })
    const after = await service.apply({ ...target('lifecycle'), ...before })
    expect(after.fingerprint).toBe(before.fingerprint)
  })
})

describe('what was never set', () => {
  test.each(['cors', 'lifecycle'] as const)('%s is empty, not an error', async (section) => {
    const state = await service.read(target(section))
    expect(state).toMatchObject({ set: false, undo: null, differs: false })
  })

  test('a missing bucket stays an error', async () => {
    const absent = { ...target('cors'), bucket: 'nowhere' }
    expect(await code(service.read(absent))).toBe('NoSuchBucket')
  })
})

describe('a change by somebody else', () => {
  test('is never overwritten', async () => {
    const seen = await service.read(target('cors'))
    await peer().putBucketCORS('photos', [{ allowedOrigin: '*', allowedMethod: 'HEAD' }])
    const change = { ...target('cors'), fingerprint: seen.fingerprint }
    expect(await code(service.apply({ ...change, document: { CORSRule: [corsRule] } }))).toBe(
      'config.changed-meanwhile',
    )
    const { rules } = await peer().getBucketCORS('photos')
    expect(rules[0]?.allowedMethod).toBe('HEAD')
  })

  test('ends the undo', async () => {
    await apply('acl', grant('public-read'))
    await peer().putBucketACL('photos', 'public-read-write')
    expect((await service.read(target('acl'))).undo).toBeNull()
    expect(await code(service.undo(target('acl')))).toBe('config.changed-meanwhile')
    expect((await peer().getBucketACL('photos')).acl).toBe('public-read-write')
  })

  test('of two changes at the same time from here, the second sees the first', async () => {
    const { fingerprint } = await service.read(target('acl'))
    const change = { ...target('acl'), fingerprint }
    const both = await Promise.all([
      code(service.apply({ ...change, document: grant('public-read') })),
      code(service.apply({ ...change, document: grant('public-read-write') })),
    ])
    expect(both).toEqual(['none', 'config.changed-meanwhile'])
  })
})

describe('undo', () => {
  test('brings back what was there, after a restart too, and only once', async () => {
    await apply('lifecycle', { Rule: [lifecycleRule('a', 'logs/')] })
    const changed = await apply('lifecycle', { Rule: [lifecycleRule('a', 'other/')] })
    expect(changed.undo?.appliedAt).toBe('2026-01-02T00:00:00.000Z')
    service = open()
    expect((await service.read(target('lifecycle'))).undo).toEqual(changed.undo)
    const undone = await service.undo(target('lifecycle'))
    expect(undone).toMatchObject({ differs: false, undo: null })
    expect(undone.document).toMatchObject({ Rule: [{ Prefix: 'logs/' }] })
    expect(await code(service.undo(target('lifecycle')))).toBe('config.nothing-to-undo')
  })

  test('of a first setting removes it again', async () => {
    await apply('cors', { CORSRule: [corsRule] })
    expect((await service.undo(target('cors'))).set).toBe(false)
    await expect(peer().getBucketCORS('photos')).rejects.toMatchObject({ status: 404 })
  })

  test('survives a change that the service refused', async () => {
    await apply('acl', grant('public-read'))
    desk.server.faults.add({
      method: 'PUT',
      times: 1,
      effect: { kind: 'status', status: 403, code: 'AccessDenied' },
    })
    expect(await code(apply('acl', grant('public-read-write')))).toBe('AccessDenied')
    const state = await service.read(target('acl'))
    expect(state.undo?.previous).toMatchObject(grant('private'))
  })
})

describe('refusals before anything is sent', () => {
  test('errors of the checks, by field; another rule may stay as it is', async () => {
    const document = { CORSRule: [{ ...corsRule, AllowedMethod: [] }] }
    const failed = await apply('cors', document).catch(toFailure)
    expect(failed).toMatchObject({
      code: 'input.invalid',
      details: { field: 'CORSRule.0.AllowedMethod' },
    })
    await expect(peer().getBucketCORS('photos')).rejects.toMatchObject({ status: 404 })
  })

  test('documents of another shape', async () => {
    expect(await code(apply('acl', { Grant: 'private' }))).toBe('input.invalid')
    expect(await code(apply('lifecycle', 'x'))).toBe('input.invalid')
  })
})
