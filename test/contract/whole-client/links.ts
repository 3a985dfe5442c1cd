import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linked } from '../../../electron/oss/link-session.ts'
import { getObject, putObject } from '../../../electron/oss/operations/objects.ts'
import { presignOperation } from '../../../electron/oss/presign-operation.ts'
import { bytesContent } from '../../../electron/oss/streams/content.ts'
import { getBytes, getToFile } from '../../../electron/oss/streams/download.ts'
import { selectToFile } from '../../../electron/oss/streams/select.ts'
import { putContent } from '../../../electron/oss/streams/upload.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

describe.each(targets)('streams by links and queries at $name', ({ start }) => {
  let target: Target
  let bucket: string
  let folder: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
    folder = await mkdtemp(join(tmpdir(), 'oss-links-'))
  })
  afterAll(async () => {
    await target.close()
    await rm(folder, { recursive: true })
  })

  it.each(['v1', 'v4'] as const)('writes and reads by %s links alone', async (version) => {
    const object = { bucket, key: `../link ä+ ${version}` }
    const signing = {
      endpoint: target.session.endpoint,
      key: await target.credentials.get(),
      atMs: Date.now(),
      lifetimeSeconds: 60,
      version,
    }
    const bytes = randomBytes(300_000)
    const put = presignOperation(putObject, { ...object, contentType: 'text/x-link' }, signing)
    const upload = target.byLink(put.url)
    const input = { ...linked, contentType: 'text/x-link' }
    const seen: (number | null)[] = []
    const onProgress = (done: number, of: number | null): void => void seen.push(done, of)
    const written = await putContent(upload, input, bytesContent(bytes), { onProgress })
    expect([seen.at(-2), seen.at(-1)]).toEqual([bytes.length, bytes.length])
    const wrong = putContent(upload, linked, bytesContent('other type'))
    expect((await failureOf(wrong)).failure.code).toBe('SignatureDoesNotMatch')
    const download = target.byLink(presignOperation(getObject, object, signing).url)
    const path = join(folder, version)
    const facts = await getToFile(download, linked, path)
    expect(facts).toMatchObject({ crc64: written.crc64, contentType: 'text/x-link' })
    expect(await readFile(path)).toEqual(bytes)
    expect(Buffer.from(await getBytes(download, { ...linked, range: { last: 9 } }))).toEqual(
      bytes.subarray(-9),
    )
  })

  it('writes the rows of a query to a file, or nothing', async () => {
    const object = { bucket, key: 'table.csv' }
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${index % 7}`)
    await target.session.client.call(putObject, { ...object, body: `${rows.join('\n')}\n` })
    const from = { kind: 'csv' } as const
    const expression = 'select _1 from ossobject where cast(_2 as int) = 3'
    const expected = rows.filter((row) => row.endsWith(',3')).map((row) => row.split(',')[0])
    for (const to of [{}, { raw: true }]) {
      const path = join(folder, 'rows.csv')
      await selectToFile(target.session, { ...object, expression, from, to }, path)
      expect((await readFile(path, 'utf8')).trim().split('\n')).toEqual(expected)
    }
    const before = await readdir(folder)
    const nonsense = { ...object, expression: 'nonsense', from }
    const wrong = selectToFile(target.session, nonsense, join(folder, 'nothing'))
    expect((await failureOf(wrong)).failure.status).toBe(400)
    expect(await readdir(folder)).toEqual(before)
  })
})
