import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type RawAnswer, type RawRequest, rawRequest } from '../oss-server/raw-request.ts'
import { useServer } from './server-kit/server-kit.ts'

/** Documents as the official libraries for other languages write and read them. */
const kit = useServer({ otherRegions: ['cn-shanghai'] })

function put(name: string, body: string): Promise<string | number> {
  return kit.codeOf({ method: 'PUT', query: { [name]: '' }, body })
}

describe('flags', () => {
  it('come back in lower case, and nothing else changes', async () => {
    const rule =
      '<LifecycleConfiguration><Rule><ID>True</ID><Prefix></Prefix><Status>Enabled</Status>' +
      '<Expiration><ExpiredObjectDeleteMarker>True</ExpiredObjectDeleteMarker></Expiration>' +
      '</Rule></LifecycleConfiguration>'
    expect(await put('lifecycle', rule)).toBe(200)
    const kept = (await kit.send({ query: { lifecycle: '' } })).text
    expect(kept).toBe(rule.replace('>True</Exp', '>true</Exp'))
  })
})

describe('lifecycle rules', () => {
  const rule = (id: string, prefix: string, actions: string): string =>
    `<Rule><ID>${id}</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${actions}</Rule>`
  const putRules = (...rules: readonly string[]): Promise<string | number> =>
    put('lifecycle', `<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`)
  const beforeDay = (day: number): string =>
    `<CreatedBeforeDate>2016-12-${day}T00:00:00.000Z</CreatedBeforeDate>`

  it('have dates in any order', async () => {
    const actions =
      `<Transition>${beforeDay(25)}<StorageClass>IA</StorageClass></Transition>` +
      `<Expiration>${beforeDay(20)}</Expiration>`
    expect(await putRules(rule('a', 'a/', actions))).toBe(200)
  })

  it('have the days of earlier versions in order', async () => {
    const move = (days: number, storageClass: string): string =>
      `<NoncurrentVersionTransition><NoncurrentDays>${days}</NoncurrentDays>` +
      `<StorageClass>${storageClass}</StorageClass></NoncurrentVersionTransition>`
    const late = rule('a', 'a/', move(20, 'IA') + move(12, 'Archive'))
    expect(await putRules(late)).toBe('InvalidArgument')
    expect(await putRules(rule('a', 'a/', move(12, 'IA') + move(20, 'Archive')))).toBe(200)
  })

  it('have tags of any length, but not of any character', async () => {
    const tag = (name: string): string => `<Tag><Key>${name}</Key><Value>v</Value></Tag>`
    const expire = `<Expiration>${beforeDay(20)}</Expiration>`
    expect(await putRules(rule('a', 'a/', tag('k'.repeat(129)) + expire))).toBe(200)
    expect(await putRules(rule('a', 'a/', tag('%&amp;') + expire))).toBe('InvalidArgument')
  })

  it('say which action overlaps', async () => {
    const expire = `<Expiration>${beforeDay(20)}</Expiration>`
    const body = `<LifecycleConfiguration>${rule('a', 'a/', expire)}${rule('b', 'a/b', expire)}</LifecycleConfiguration>`
    const answer = await kit.send({ method: 'PUT', query: { lifecycle: '' }, body })
    expect(answer.element('Message')).toBe('Overlap for same action type Expiration')
  })
})

describe('sub-resources', () => {
  it('have each version of TLS once, and only known ones', async () => {
    const tls = (...versions: readonly string[]): string =>
      `<HttpsConfiguration><TLS><Enable>true</Enable>${versions
        .map((each) => `<TLSVersion>${each}</TLSVersion>`)
        .join('')}</TLS></HttpsConfiguration>`
    expect(await put('httpsConfig', tls('TLSv9'))).toBe('MalformedXML')
    expect(await put('httpsConfig', tls('TLSv1.2', 'TLSv1.2'))).toBe(200)
    const kept = (await kit.send({ query: { httpsConfig: '' } })).text
    expect(kept.match(/TLSVersion>TLSv1\.2/g)).toHaveLength(1)
  })

  it('say that there is no inventory, and delete one that is not there', async () => {
    expect(await kit.codeOf({ query: { inventory: '' } })).toBe('NoSuchInventory')
    const query = { inventory: '', inventoryId: 'a' }
    expect(await kit.codeOf({ method: 'DELETE', query })).toBe(204)
  })

  it('replicate everything unless told otherwise, once to each bucket', async () => {
    const body = (id: string): string =>
      `<ReplicationConfiguration><Rule><ID>${id}</ID><Destination><Bucket>other</Bucket>` +
      '<Location>oss-cn-shanghai</Location></Destination><EncryptionConfiguration>' +
      '<ReplicaKmsKeyID>k</ReplicaKmsKeyID></EncryptionConfiguration></Rule>' +
      '</ReplicationConfiguration>'
    const query = { replication: '', comp: 'add' }
    const progress = { replicationProgress: '', 'rule-id': 'a' }
    expect(await kit.codeOf({ query: progress })).toBe('NoSuchReplicationRule')
    expect(await kit.codeOf({ method: 'POST', query, body: body('a') })).toBe(200)
    expect((await kit.send({ query: { replication: '' } })).element('Action')).toBe('ALL')
    const kept = await kit.send({ query: { replication: '' } })
    expect(kept.text).not.toContain('EncryptionConfiguration')
    const again = { method: 'POST', query, body: body('b') }
    expect(await kit.codeOf(again)).toBe('BucketReplicationAlreadyExist')
  })

  it('put a bucket that names no group into the one that is there', async () => {
    const group = (id: string): string =>
      `<BucketResourceGroupConfiguration><ResourceGroupId>${id}</ResourceGroupId>` +
      '</BucketResourceGroupConfiguration>'
    expect(await put('resourceGroup', group('rg-other'))).toBe(200)
    expect(await put('resourceGroup', group('no-group'))).toBe('ResourceGroupIdPreCheckError')
    expect(await put('resourceGroup', group(''))).toBe(200)
    const kept = await kit.send({ query: { resourceGroup: '' } })
    expect(kept.element('ResourceGroupId')).toBe('rg-default')
  })

  it('take an empty element for one that is not meant', async () => {
    const rule =
      '<RoutingRule><RuleNumber>1</RuleNumber><Redirect><RedirectType>External</RedirectType>' +
      '</Redirect></RoutingRule>'
    const site =
      '<WebsiteConfiguration><IndexDocument><Suffix></Suffix></IndexDocument><ErrorDocument>' +
      `</ErrorDocument><RoutingRules>${rule}</RoutingRules></WebsiteConfiguration>`
    expect(await put('website', site)).toBe(200)
    expect((await kit.send({})).element('Name')).toBe('home')
    expect(await put('website', site.replace(/<RoutingRules>.*<\/RoutingRules>/, ''))).toBe(
      'InvalidArgument',
    )
    const csv = Buffer.from('select * from ossobject').toString('base64')
    const body =
      `<SelectRequest><Expression>${csv}</Expression><InputSerialization><CSV></CSV>` +
      '<JSON></JSON></InputSerialization><OutputSerialization><OutputRawData>true' +
      '</OutputRawData><JSON></JSON></OutputSerialization></SelectRequest>'
    await kit.send({ method: 'PUT', key: 'a.csv', body: '1,2\n' })
    const query = { 'x-oss-process': 'csv/select' }
    const found = await kit.send({ method: 'POST', key: 'a.csv', query, body })
    expect(found.text).toBe('1,2\n')
  })

  it('limit nothing unless they say so', async () => {
    expect(await put('qosInfo', '<QoSConfiguration></QoSConfiguration>')).toBe(200)
    expect((await kit.send({ query: { qosInfo: '' } })).element('ExtranetQps')).toBe('-1')
  })

  it('encrypt a list in one way', async () => {
    const inventory = (encryption: string): string =>
      '<InventoryConfiguration><Id>a</Id><IsEnabled>True</IsEnabled><Destination>' +
      `<OSSBucketDestination><Format>CSV</Format><Bucket>acs:oss:::other</Bucket>${encryption}` +
      '</OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule>' +
      '<IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>'
    const query = { inventory: '', inventoryId: 'a' }
    const send = (encryption: string): Promise<string | number> =>
      kit.codeOf({ method: 'PUT', query, body: inventory(encryption) })
    const own = '<SSE-OSS></SSE-OSS>'
    expect(await send(`<Encryption>${own}<SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>`)).toBe(
      'MalformedXML',
    )
    expect(await send(`<Encryption>${own}</Encryption>`)).toBe(200)
    expect((await kit.send({ query })).element('IsEnabled')).toBe('true')
  })

  it('let everybody in by a policy that names nobody', async () => {
    const statement = { Effect: 'Allow', Action: ['oss:GetObject'], Resource: ['acs:oss:*:*:*'] }
    const policy = JSON.stringify({ Version: '1', Statement: [statement] })
    expect(await put('policy', policy)).toBe(200)
    expect((await kit.send({ query: { policy: '' } })).text).toBe(policy)
    await kit.send({ method: 'PUT', key: 'a', body: 'a' })
    expect(await kit.codeOf({ key: 'a', identity: null })).toBe(200)
    const status = await kit.send({ query: { policyStatus: '' } })
    expect(status.element('IsPublic')).toBe('true')
    expect(await put('policy', policy.replace('"1"', '"2"'))).toBe('InvalidPolicyDocument')
  })

  it('list styles in the order in which they were made', async () => {
    const body = '<Style><Content>image/resize,w_1</Content></Style>'
    for (const styleName of ['b', 'c', 'a']) {
      await kit.send({ method: 'PUT', query: { style: '', styleName }, body })
      kit.advance(1000)
    }
    const listed = (await kit.send({ query: { style: '' } })).text
    expect(listed.match(/(?<=<Name>)\w+/g)).toEqual(['b', 'c', 'a'])
  })

  it('keep the category of a style', async () => {
    const query = { style: '', styleName: 'small' }
    const body = '<Style><Content>image/resize,w_1</Content></Style>'
    await kit.send({ method: 'PUT', query: { ...query, category: 'image' }, body })
    await kit.send({ method: 'PUT', query, body })
    expect((await kit.send({ query })).element('Category')).toBe('image')
  })

  it('refuse a style without content in words', async () => {
    const query = { style: '', styleName: 'small' }
    const body = '<Style><Content></Content></Style>'
    const answer = await kit.send({ method: 'PUT', query, body })
    expect(answer.element('Message')).toBe('Style content is invalid.')
  })
})

describe('the block of public access of an account', () => {
  const account = { query: { publicAccessBlock: '' } }
  const block = (on: string): string =>
    '<PublicAccessBlockConfiguration><BlockPublicAccess>' +
    `${on}</BlockPublicAccess></PublicAccessBlockConfiguration>`
  const send = (raw: RawRequest): Promise<RawAnswer> => rawRequest(kit.server.port, raw)

  it('holds for every bucket', async () => {
    const read = async (): Promise<string | null> =>
      (await send(account)).element('BlockPublicAccess')
    expect(await read()).toBe('false')
    expect((await send({ ...account, method: 'PUT', body: block('True') })).status).toBe(200)
    expect(await read()).toBe('true')
    const open = { method: 'PUT', headers: { 'x-oss-acl': 'public-read' } }
    expect(await kit.codeOf({ ...open, query: { acl: '' } })).toBe('AccessDenied')
    expect(await kit.codeOf({ ...open, bucket: 'fresh' })).toBe('AccessDenied')
    expect(await kit.codeOf({ bucket: 'fresh' })).toBe('NoSuchBucket')
    const info = await kit.send({ query: { bucketInfo: '' } })
    expect(info.element('BlockPublicAccess')).toBe('true')
    expect((await send({ ...account, method: 'DELETE' })).status).toBe(204)
    expect(await kit.codeOf({ ...open, query: { acl: '' } })).toBe(200)
  })

  it('is nobody else’s business', async () => {
    const raw = { ...account, method: 'PUT', body: block('true'), identity: null }
    expect((await send(raw)).element('Code')).toBe('AccessDenied')
  })
})

describe('documents', () => {
  it('may begin with blanks, and hold any name', async () => {
    const body =
      '\n  <?xml version="1.0" encoding="UTF-8"?>\n<CreateBucketConfiguration>' +
      '<StorageClass><![CDATA[IA]]></StorageClass></CreateBucketConfiguration>'
    expect(await kit.codeOf({ method: 'PUT', bucket: 'fresh', body })).toBe(200)
    const info = await kit.send({ bucket: 'fresh', query: { bucketInfo: '' } })
    expect(info.element('StorageClass')).toBe('IA')
  })

  it('delete the object whose name holds a control character, and not its neighbour', async () => {
    for (const key of ['ab', 'a\fb']) await kit.send({ method: 'PUT', key, body: 'x' })
    const body = '<Delete><Object><Key>a&#x0C;b</Key></Object></Delete>'
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') }
    await kit.send({ method: 'POST', query: { delete: '' }, headers, body })
    expect(await kit.codeOf({ method: 'HEAD', key: 'ab' })).toBe(200)
    expect(await kit.codeOf({ method: 'HEAD', key: 'a\fb' })).toBe(404)
  })
})
