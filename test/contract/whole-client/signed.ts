import { FormData } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  callbackHeaders,
  objectHeaders,
  requestHeaders,
} from '../../../electron/oss/object-headers.ts'
import { getObject, headObject, putObject } from '../../../electron/oss/operations/objects.ts'
import { asyncProcessObject, processObject } from '../../../electron/oss/operations/processing.ts'
import { createSelectObjectMeta, selectObject } from '../../../electron/oss/operations/selecting.ts'
import { type FormFields, postFormV1, postFormV4 } from '../../../electron/oss/post-form.ts'
import { presignOperation } from '../../../electron/oss/presign-operation.ts'
import { originOf } from '../../../shared/oss/address.ts'
import { failureOf } from '../client-harness.ts'
import { type Target, targets } from '../targets.ts'

/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

describe.each(targets)('$name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  const signing = async () => ({
    endpoint: target.session.endpoint,
    key: await target.credentials.get(),
    atMs: Date.now(),
    lifetimeSeconds: 60,
  })

  it.each(['v1', 'v4'] as const)('lets whoever has a link do one thing: %s', async (version) => {
    const object = { bucket, key: `link ä+ ${version}` }
    const options = { ...(await signing()), version }
    const upload = presignOperation(putObject, { ...object, contentType: 'text/x-link' }, options)
    const headers = upload.signedHeaders
    const put = await target.fetch(upload.url, { method: 'PUT', body: 'by link', headers })
    expect(put.status).toBe(200)
    const response = { contentDisposition: 'attachment' }
    const download = presignOperation(getObject, { ...object, response }, options)
    const got = await target.fetch(download.url)
    expect(await got.text()).toBe('by link')
    expect(got.headers.get('content-disposition')).toBe('attachment')
    const other = await target.fetch(download.url.replace('attachment', 'inline'))
    expect(other.status).toBe(403)
    const refused = await failureOf(target.anonymous.client.call(headObject, object))
    expect(refused.failure.status).toBe(403)
  })

  it('ends links', async () => {
    const object = { bucket, key: 'link ä+ v4' }
    const options = { ...(await signing()), atMs: Date.now() - 120_000 }
    for (const version of ['v1', 'v4'] as const) {
      const { url } = presignOperation(getObject, object, { ...options, version })
      expect((await target.fetch(url)).status).toBe(403)
    }
  })

  it('takes forms that fit their policy, and no others', async () => {
    const policy = {
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
      conditions: [['content-length-range', 0, 10], ['starts-with', '$key', 'in/'], { bucket }],
    }
    const key = await target.credentials.get()
    const region = target.session.endpoint.region ?? ''
    const send = async (fields: FormFields, name: string, text: string): Promise<number> => {
      const form = new FormData()
      for (const [field, value] of Object.entries({ ...fields, key: name })) {
        form.append(field, value)
      }
      form.append('file', new Blob([text]), 'file.txt')
      const url = originOf(target.session.endpoint, bucket)
      const path = target.session.endpoint.style === 'path' ? `/${bucket}/` : '/'
      return (await target.fetch(url + path, { method: 'POST', body: form })).status
    }
    for (const fields of [
      postFormV1(policy, key),
      postFormV4(policy, key, { region, atMs: Date.now() }),
    ]) {
      expect(await send(fields, 'in/form', 'by form')).toBe(204)
      const got = await target.session.client.call(getObject, { bucket, key: 'in/form' })
      expect(Buffer.from(got.body).toString()).toBe('by form')
      expect(await send(fields, 'out/form', 'by form')).toBe(403)
      expect(await send(fields, 'in/form', 'far too long for it')).toBe(400)
      expect(await send({ ...fields, policy: `${fields.policy}x` }, 'in/form', '')).not.toBe(204)
    }
  })

  it('selects rows', async () => {
    const { client } = target.session
    const object = { bucket, key: 'table.csv' }
    await client.call(putObject, { ...object, body: 'name,age\nann,31\nbob,17\ncid,52\n' })
    const from = { kind: 'csv', header: 'Use' } as const
    const expression = 'select name from ossobject where cast(age as int) > 18'
    const selected = await client.call(selectObject, { ...object, expression, from })
    expect(Buffer.from(selected.data).toString().split('\n')).toEqual(['ann', 'cid', ''])
    const raw = await client.call(selectObject, { ...object, expression, from, to: { raw: true } })
    expect(Buffer.from(raw.data).toString().split('\n')).toEqual(['ann', 'cid', ''])
    const meta = await client.call(createSelectObjectMeta, { ...object, from })
    expect(meta).toMatchObject({ rows: 4, columns: 2 })
    const wrong = await failureOf(
      client.call(selectObject, { ...object, expression: 'nonsense', from }),
    )
    expect(wrong.failure.status).toBe(400)
  })

  it('selects values of JSON', async () => {
    const { client } = target.session
    const object = { bucket, key: 'lines.json' }
    await client.call(putObject, { ...object, body: '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n' })
    const selected = await client.call(selectObject, {
      ...object,
      expression: 'select b from ossobject where a = 2',
      from: { kind: 'json', type: 'LINES' },
    })
    expect(JSON.parse(Buffer.from(selected.data).toString())).toEqual({ b: 'y' })
  })

  it('processes pictures', async () => {
    const { client } = target.session
    const object = { bucket, key: 'one.png' }
    await client.call(putObject, { ...object, body: png, contentType: 'image/png' })
    const info = await client.call(getObject, { ...object, process: 'image/info' })
    expect(JSON.parse(Buffer.from(info.body).toString())).toMatchObject({
      ImageWidth: { value: '1' },
    })
    const saved = await client.call(processObject, {
      ...object,
      process: 'image/resize,w_1',
      saveAs: { key: 'saved/ä.png' },
    })
    expect(saved).toMatchObject({ bucket, object: 'saved/ä.png', status: 'OK' })
    expect((await client.call(headObject, { bucket, key: 'saved/ä.png' })).sizeBytes).toBe(
      saved.sizeBytes,
    )
  })

  it('takes what belongs to a request and not to an object', async () => {
    const { client } = target.session
    const object = { bucket, key: 'limited' }
    const headers = requestHeaders({ trafficLimitBitsPerSecond: 838_860_800, requesterPays: true })
    await client.call(putObject, { ...object, body: 'x' }, { headers })
    expect(Buffer.from((await client.call(getObject, object, { headers })).body).toString()).toBe(
      'x',
    )
  })

  it('says that an object is there although nobody took the callback', async () => {
    const { client } = target.session
    const object = { bucket, key: 'called' }
    // Nobody listens there, and a real service cannot even reach it.
    const headers = callbackHeaders({ urls: ['http://127.0.0.1:9/'], body: 'a=b' })
    const failed = await failureOf(client.call(putObject, { ...object, body: 'x' }, { headers }))
    expect(failed.failure).toMatchObject({ code: 'CallbackFailed', retryable: false })
    expect((await client.call(headObject, object)).sizeBytes).toBe(1)
  })

  it('shows the public what is public', async () => {
    const object = { bucket, key: 'public' }
    const headers = objectHeaders({ acl: 'public-read' })
    await target.session.client.call(putObject, { ...object, body: 'for all', headers })
    const got = await target.anonymous.client.call(getObject, object)
    expect(Buffer.from(got.body).toString()).toBe('for all')
  })
})

/** What costs money or time elsewhere. */
describe.each(targets.filter(({ real }) => !real))('work begun on $name', ({ start }) => {
  let target: Target
  let bucket: string

  beforeAll(async () => {
    target = await start()
    bucket = await target.bucket()
  })
  afterAll(() => target.close())

  it('begins what takes longer', async () => {
    const { client } = target.session
    await client.call(putObject, { bucket, key: 'one.png', body: png, contentType: 'image/png' })
    const input = { bucket, key: 'one.png', process: 'image/resize,w_1', saveAs: { key: 'later' } }
    const begun = await client.call(asyncProcessObject, input)
    expect(begun.taskId).not.toBeNull()
  })
})
