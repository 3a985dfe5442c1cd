import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const list = z.array(z.string()).default([])
const refererList = container(z.looseObject({ Referer: list }))

/** Which pages may link to files; only anonymous and URL-signed requests are checked. */
export const referer = plain({
  name: 'referer',
  root: 'RefererConfiguration',
  arrays: ['RefererList.Referer', 'RefererBlacklist.Referer'],
  schema: z.looseObject({
    AllowEmptyReferer: z.string(),
    AllowTruncateQueryString: z.string().optional(),
    TruncatePath: z.string().optional(),
    // Required by the service, also when there is nothing in it.
    RefererList: refererList.default({ Referer: [] }),
    RefererBlacklist: refererList.optional(),
  }),
  empty: { AllowEmptyReferer: 'true', RefererList: { Referer: [] } },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketreferer',
})

/** `true` refuses every public ACL and policy of the bucket. */
export const publicAccessBlock = plain({
  name: 'publicAccessBlock',
  root: 'PublicAccessBlockConfiguration',
  schema: z.looseObject({ BlockPublicAccess: z.string().optional() }),
  empty: { BlockPublicAccess: 'false' },
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketpublicaccessblock',
})

/** Who pays for requests and traffic. */
export const requestPayment = plain({
  name: 'requestPayment',
  root: 'RequestPaymentConfiguration',
  schema: z.looseObject({ Payer: z.string() }),
  empty: { Payer: 'BucketOwner' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketrequestpayment',
})

/** https and the versions of TLS that the bucket takes. */
export const httpsConfig = plain({
  name: 'httpsConfig',
  root: 'HttpsConfiguration',
  arrays: ['TLS.TLSVersion', 'CipherSuite.CustomCipherSuite', 'CipherSuite.TLS13CustomCipherSuite'],
  schema: z.looseObject({
    TLS: container(z.looseObject({ Enable: z.string().optional(), TLSVersion: list })).optional(),
    CipherSuite: container(
      z.looseObject({
        Enable: z.string().optional(),
        StrongCipherSuite: z.string().optional(),
        CustomCipherSuite: list,
        TLS13CustomCipherSuite: list,
      }),
    ).optional(),
  }),
  empty: {},
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbuckethttpsconfig',
})

/** Reading archived objects at once, without restoring them. */
export const archiveDirectRead = plain({
  name: 'archiveDirectRead',
  subresource: 'bucketArchiveDirectRead',
  root: 'ArchiveDirectReadConfiguration',
  schema: z.looseObject({ Enabled: z.string().optional() }),
  empty: { Enabled: 'false' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketarchivedirectread',
})

export const transferAcceleration = plain({
  name: 'transferAcceleration',
  root: 'TransferAccelerationConfiguration',
  schema: z.looseObject({ Enabled: z.string() }),
  empty: { Enabled: 'false' },
  absentCode: 'NoSuchTransferAccelerationConfiguration',
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbuckettransferacceleration',
})

/** Callbacks that uploads may name instead of writing them out. */
export const callbackPolicy = plain({
  name: 'callbackPolicy',
  stem: 'BucketCallbackPolicy',
  subresource: 'policy',
  query: { comp: 'callback' },
  root: 'BucketCallbackPolicy',
  arrays: ['PolicyItem'],
  schema: z.looseObject({
    PolicyItem: z
      .array(
        z.looseObject({
          PolicyName: z.string(),
          /** Base64 of JSON, as are the variables. */
          Callback: z.string(),
          CallbackVar: z.string().optional(),
        }),
      )
      .default([]),
  }),
  empty: { PolicyItem: [] },
  deletable: true,
  isEmpty: (document) => document.PolicyItem.length === 0,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketcallbackpolicy',
})
