import { describe, expect, it } from 'vitest'
import { useServer } from './server-kit/server-kit.ts'

/** How objects are encrypted, as the official libraries for other languages say and hear it. */
const kit = useServer()

describe('encryption', () => {
  const algorithm = 'x-oss-server-side-encryption'
  const key = 'x-oss-server-side-encryption-key-id'

  it('names the key that the account has by itself', async () => {
    const headers = { [algorithm]: 'KMS' }
    const written = await kit.send({ method: 'PUT', key: 'a', headers, body: 'a' })
    expect(written.headers[key]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const query = { append: '', position: '0' }
    const appended = await kit.send({ method: 'POST', key: 'b', query, headers, body: 'b' })
    expect(appended.headers[key]).toBe(written.headers[key])
    const own = { ...headers, [key]: 'mine' }
    const named = await kit.send({ method: 'PUT', key: 'a', headers: own, body: 'a' })
    expect(named.headers[key]).toBe('mine')
  })

  it('is told from the beginning of an upload on, and not said again', async () => {
    const headers = { [algorithm]: 'KMS', 'x-oss-server-side-data-encryption': 'SM4' }
    const begun = await kit.send({ method: 'POST', key: 'a', query: { uploads: '' }, headers })
    expect(begun.headers).toMatchObject(headers)
    const query = { partNumber: '1', uploadId: begun.element('UploadId') ?? '' }
    const part = { method: 'PUT', key: 'a', query, body: 'x' }
    expect((await kit.send(part)).headers[key]).toBe(begun.headers[key])
    expect(await kit.codeOf({ ...part, headers })).toBe('InvalidArgument')
    const done = { method: 'POST', key: 'a', query: { uploadId: query.uploadId }, body: '' }
    expect(await kit.codeOf({ ...done, headers })).toBe('InvalidArgument')
  })

  it('says nothing of data where no key is held', async () => {
    const headers = { [algorithm]: 'AES256', 'x-oss-server-side-data-encryption': 'SM4' }
    const written = await kit.send({ method: 'PUT', key: 'a', headers, body: 'a' })
    expect(written.headers[algorithm]).toBe('AES256')
    expect(written.headers['x-oss-server-side-data-encryption']).toBeUndefined()
  })

  it('of a bucket is set when it is made', async () => {
    const headers = {
      [algorithm]: 'KMS',
      [key]: 'mine',
      'x-oss-server-side-data-encryption': 'SM4',
    }
    await kit.send({ method: 'PUT', bucket: 'fresh', headers })
    const rule = await kit.send({ bucket: 'fresh', query: { encryption: '' } })
    expect(rule.element('KMSMasterKeyID')).toBe('mine')
    const info = await kit.send({ bucket: 'fresh', query: { bucketInfo: '' } })
    expect(info.element('KMSDataEncryption')).toBe('SM4')
    const wrong = { [algorithm]: 'DES' }
    expect(await kit.codeOf({ method: 'PUT', bucket: 'never', headers: wrong })).toBe(
      'InvalidEncryptionAlgorithmError',
    )
    expect(await kit.codeOf({ bucket: 'never' })).toBe('NoSuchBucket')
  })

  it('forgets how data is encrypted where no key is held', async () => {
    const rule =
      '<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256' +
      '</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>' +
      '</ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>'
    expect(await kit.codeOf({ method: 'PUT', query: { encryption: '' }, body: rule })).toBe(200)
    const kept = await kit.send({ query: { encryption: '' } })
    expect([kept.element('SSEAlgorithm'), kept.element('KMSDataEncryption')]).toEqual([
      'AES256',
      null,
    ])
  })
})
