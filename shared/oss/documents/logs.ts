import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

/** Without LoggingEnabled: off. */
export const logging = plain({
  name: 'logging',
  root: 'BucketLoggingStatus',
  schema: z.looseObject({
    LoggingEnabled: container(
      z.looseObject({
        TargetBucket: z.string().optional(),
        TargetPrefix: z.string().optional(),
        LoggingRole: z.string().optional(),
      }),
    ).optional(),
  }),
  empty: {},
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketlogging',
})

/** Headers and parameters of requests that real-time logs record too. */
export const userDefinedLogFields = plain({
  name: 'userDefinedLogFields',
  stem: 'UserDefinedLogFieldsConfig',
  subresource: 'userDefinedLogFieldsConfig',
  root: 'UserDefinedLogFieldsConfiguration',
  arrays: ['HeaderSet.header', 'ParamSet.parameter'],
  schema: z.looseObject({
    HeaderSet: container(z.looseObject({ header: z.array(z.string()).default([]) })).optional(),
    ParamSet: container(z.looseObject({ parameter: z.array(z.string()).default([]) })).optional(),
  }),
  empty: {},
  absentCode: 'NoSuchUserDefinedLogFieldsConfig',
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putuserdefinedlogfieldsconfig',
})
