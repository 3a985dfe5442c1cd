import { describe, expect, it } from 'vitest'
import { samples } from '../unit/oss/document-samples.ts'
import { useServer } from './server-kit/server-kit.ts'

const kit = useServer()

interface Case {
  readonly name: string
  readonly document: string
  /** Code of the 404 while it is not set, or a piece of the document that stands for it. */
  readonly absent: string
  /** Documents that the service refuses, each with the code. */
  readonly refused: readonly (readonly [document: string, code: string])[]
  readonly deletable?: boolean
}

const policy = (effect: string): string =>
  JSON.stringify({
    Version: '1',
    Statement: [
      {
        Effect: effect,
        Action: ['oss:GetObject'],
        Principal: ['*'],
        Resource: ['acs:oss:*:*:home/*'],
      },
    ],
  })
const tag = (key: string): string => `<Tag><Key>${key}</Key><Value>v</Value></Tag>`
const tagging = (keys: readonly string[]): string =>
  `<Tagging><TagSet>${keys.map(tag).join('')}</TagSet></Tagging>`
const encryption = (inner: string): string =>
  '<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault>' +
  `${inner}</ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>`
const website = (inner: string): string => `<WebsiteConfiguration>${inner}</WebsiteConfiguration>`
const numbered = (number: number): string =>
  `<RoutingRule><RuleNumber>${number}</RuleNumber>` +
  '<Redirect><RedirectType>Mirror</RedirectType></Redirect></RoutingRule>'

const cases: readonly Case[] = [
  {
    name: 'accessmonitor',
    document: samples.accessMonitor,
    absent: '<Status>Disabled</Status>',
    refused: [
      [
        '<AccessMonitorConfiguration><Status>On</Status></AccessMonitorConfiguration>',
        'MalformedXML',
      ],
    ],
  },
  {
    name: 'bucketArchiveDirectRead',
    document: samples.archiveDirectRead,
    absent: '<Enabled>false</Enabled>',
    refused: [['<ArchiveDirectReadConfiguration/>', 'MalformedXML']],
  },
  {
    name: 'encryption',
    document: samples.encryption,
    absent: 'NoSuchServerSideEncryptionRule',
    refused: [
      [encryption('<SSEAlgorithm>DES</SSEAlgorithm>'), 'InvalidEncryptionAlgorithmError'],
      [
        encryption('<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>'),
        'InvalidArgument',
      ],
      ['<ServerSideEncryptionRule/>', 'MalformedXML'],
    ],
    deletable: true,
  },
  {
    name: 'httpsConfig',
    document: samples.httpsConfig,
    absent: '<Enable>false</Enable>',
    refused: [
      ['<HttpsConfiguration><TLS><Enable>true</Enable></TLS></HttpsConfiguration>', 'MalformedXML'],
    ],
  },
  {
    name: 'logging',
    document: samples.logging.replace('samples', 'other'),
    absent: '<BucketLoggingStatus></BucketLoggingStatus>',
    refused: [[samples.logging, 'InvalidTargetBucketForLogging']],
    deletable: true,
  },
  {
    name: 'policy',
    document: policy('Allow'),
    absent: 'NoSuchBucketPolicy',
    refused: [
      [policy('Maybe'), 'InvalidPolicyDocument'],
      ['not JSON', 'InvalidPolicyDocument'],
      ['{"Version":"1","Statement":[]}', 'InvalidPolicyDocument'],
    ],
    deletable: true,
  },
  {
    name: 'publicAccessBlock',
    document: samples.publicAccessBlock,
    absent: '<BlockPublicAccess>false</BlockPublicAccess>',
    refused: [['<PublicAccessBlockConfiguration/>', 'MalformedXML']],
    deletable: true,
  },
  {
    name: 'referer',
    document: samples.referer,
    absent: '<AllowEmptyReferer>true</AllowEmptyReferer>',
    refused: [
      [
        '<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer></RefererConfiguration>',
        'MalformedXML',
      ],
      ['<RefererConfiguration><RefererList/></RefererConfiguration>', 'MalformedXML'],
    ],
  },
  {
    name: 'requestPayment',
    document: samples.requestPayment,
    absent: '<Payer>BucketOwner</Payer>',
    refused: [
      [
        '<RequestPaymentConfiguration><Payer>Me</Payer></RequestPaymentConfiguration>',
        'MalformedXML',
      ],
    ],
  },
  {
    name: 'resourceGroup',
    document: samples.resourceGroup,
    absent: '<ResourceGroupId>rg-default</ResourceGroupId>',
    refused: [['<BucketResourceGroupConfiguration/>', 'MalformedXML']],
  },
  {
    name: 'tagging',
    document: samples.tagging,
    absent: '<TagSet></TagSet>',
    refused: [
      [tagging(['a', 'a']), 'RepeatedTags'],
      [tagging(['Aliyun-x']), 'InvalidTag'],
      [tagging(Array.from({ length: 21 }, (_each, index) => `k${index}`)), 'TooManyTags'],
    ],
    deletable: true,
  },
  {
    name: 'transferAcceleration',
    document: samples.transferAcceleration,
    absent: 'NoSuchTransferAccelerationConfiguration',
    refused: [['<TransferAccelerationConfiguration/>', 'MalformedXML']],
    deletable: true,
  },
  {
    name: 'userDefinedLogFieldsConfig',
    document: samples.userDefinedLogFields,
    absent: 'NoSuchUserDefinedLogFieldsConfig',
    refused: [
      [
        '<UserDefinedLogFieldsConfiguration><HeaderSet><header></header></HeaderSet>' +
          '</UserDefinedLogFieldsConfiguration>',
        'MalformedXML',
      ],
    ],
    deletable: true,
  },
  {
    name: 'website',
    document: samples.website,
    absent: 'NoSuchWebsiteConfiguration',
    refused: [
      [website(''), 'MalformedXML'],
      [website('<IndexDocument><Suffix>a/b</Suffix></IndexDocument>'), 'InvalidArgument'],
      [website(`<RoutingRules>${numbered(1)}${numbered(1)}</RoutingRules>`), 'InvalidArgument'],
    ],
    deletable: true,
  },
]

describe.each(cases)('$name', ({ name, document, absent, refused, deletable }) => {
  const query = { [name]: '' }
  const put = (body: string): Promise<string | number> => kit.codeOf({ method: 'PUT', query, body })
  const isAbsent = async (): Promise<void> => {
    const { text } = await kit.send({ query })
    expect(text).toContain(absent)
  }

  it('comes back exactly as it was put, also after a restart', async () => {
    await isAbsent()
    expect(await put(document)).toBe(200)
    expect((await kit.send({ query })).text).toBe(document)
    await kit.restart()
    expect((await kit.send({ query })).text).toBe(document)
  })

  it('goes away when it can be deleted', async () => {
    await put(document)
    const deleted = await kit.codeOf({ method: 'DELETE', query })
    if (deletable !== true) expect(deleted).toBe('NotImplemented')
    else {
      expect(deleted).toBe(204)
      await isAbsent()
    }
    expect((await kit.send({})).status).toBe(200)
  })

  it.each(refused)('refuses %s', async (body, code) => {
    expect(await put(body)).toBe(code)
    expect(await put('')).toBe('MalformedXML')
    await isAbsent()
  })
})

describe('effects', () => {
  it('encrypt what is written, unless the request says otherwise', async () => {
    await kit.send({ method: 'PUT', query: { encryption: '' }, body: samples.encryption })
    const put = await kit.send({ method: 'PUT', key: 'a', body: 'a' })
    expect(put.headers['x-oss-server-side-encryption']).toBe('KMS')
    const own = { 'x-oss-server-side-encryption': 'AES256' }
    await kit.send({ method: 'PUT', key: 'b', body: 'b', headers: own })
    const head = await kit.send({ method: 'HEAD', key: 'b' })
    expect(head.headers['x-oss-server-side-encryption']).toBe('AES256')
    expect(head.headers['x-oss-server-side-encryption-key-id']).toBeUndefined()
    const info = await kit.send({ query: { bucketInfo: '' } })
    expect(info.element('SSEAlgorithm')).toBe('KMS')
  })

  it('keep the clock of last access running as long as a rule goes by it', async () => {
    const monitor = (status: string): Promise<string | number> => {
      const body = `<AccessMonitorConfiguration><Status>${status}</Status></AccessMonitorConfiguration>`
      return kit.codeOf({ method: 'PUT', query: { accessmonitor: '' }, body })
    }
    const step =
      '<Transition><Days>9</Days><StorageClass>IA</StorageClass><IsAccessTime>true</IsAccessTime>' +
      '<ReturnToStdWhenVisit>false</ReturnToStdWhenVisit></Transition>'
    const rule = `<Rule><Prefix></Prefix><Status>Enabled</Status>${step}</Rule>`
    const body = `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`
    const put = { method: 'PUT', query: { lifecycle: '' }, body }
    expect((await kit.send(put)).element('EC')).toBe('0014-00000016')
    expect(await monitor('Enabled')).toBe(200)
    expect(await kit.codeOf(put)).toBe(200)
    expect(await monitor('Disabled')).toBe('AccessMonitorDisableNotAllowed')
    await kit.send({ method: 'DELETE', query: { lifecycle: '' } })
    expect(await monitor('Disabled')).toBe(200)
  })

  it('refuse other sites, but nobody who signs a header', async () => {
    await kit.send({ method: 'PUT', query: { referer: '' }, body: samples.referer })
    await kit.send({
      method: 'PUT',
      key: 'a',
      body: 'a',
      headers: { 'x-oss-object-acl': 'public-read' },
    })
    const from = (referer?: string): Promise<string | number> =>
      kit.codeOf({ key: 'a', identity: null, headers: referer === undefined ? {} : { referer } })
    expect(await from('https://www.example.com/page?x=1')).toBe(200)
    expect(await from('http://ab.example.net')).toBe(200)
    expect(await from('http://abc.example.net')).toBe('AccessDenied')
    expect(await from('http://bad.example.com')).toBe('AccessDenied')
    expect(await from()).toBe('AccessDenied')
    expect(await kit.codeOf({ key: 'a' })).toBe(200)
  })

  it('say whether a policy lets everybody in', async () => {
    const status = { query: { policyStatus: '' } }
    expect((await kit.send(status)).element('IsPublic')).toBe('false')
    await kit.send({ method: 'PUT', query: { policy: '' }, body: policy('Allow') })
    expect((await kit.send(status)).element('IsPublic')).toBe('true')
  })

  it('tell the policy of callbacks from that of the bucket', async () => {
    const callbacks = { query: { policy: '', comp: 'callback' } }
    const body =
      '<BucketCallbackPolicy><PolicyItem><PolicyName>first</PolicyName><Callback>e30=</Callback>' +
      '</PolicyItem></BucketCallbackPolicy>'
    await kit.send({ method: 'PUT', query: { policy: '' }, body: policy('Allow') })
    expect(await kit.codeOf({ ...callbacks, method: 'PUT', body })).toBe(200)
    expect((await kit.send(callbacks)).text).toBe(body)
    expect((await kit.send({ query: { policy: '' } })).text).toBe(policy('Allow'))
    expect(await kit.codeOf({ ...callbacks, method: 'DELETE' })).toBe(204)
    expect((await kit.send({ query: { policy: '' } })).text).toBe(policy('Allow'))
    const empty = '<BucketCallbackPolicy></BucketCallbackPolicy>'
    expect(await kit.codeOf({ ...callbacks, method: 'PUT', body: empty })).toBe(200)
    const nameless = body.replace('first', '')
    expect(await kit.codeOf({ ...callbacks, method: 'PUT', body: nameless })).toBe('MalformedXML')
  })

  it('take single tags away, and find buckets by them', async () => {
    await kit.send({ method: 'PUT', query: { tagging: '' }, body: tagging(['a', 'b', 'c']) })
    await kit.send({ method: 'DELETE', query: { tagging: 'a,c' } })
    expect((await kit.send({ query: { tagging: '' } })).text).toContain(
      `<TagSet>${tag('b')}</TagSet>`,
    )
    const list = await kit.send({ bucket: undefined, query: { 'tag-key': 'b', 'tag-value': 'v' } })
    expect(list.text.match(/<Name>.*?<\/Name>/g)).toEqual(['<Name>home</Name>'])
    expect(await kit.codeOf({ bucket: undefined, query: { 'tag-value': 'v' } })).toBe(
      'InvalidArgument',
    )
  })
})
