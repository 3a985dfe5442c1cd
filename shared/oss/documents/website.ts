import { z } from 'zod'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const list = z.array(z.string()).default([])

const condition = z.looseObject({
  KeyPrefixEquals: text,
  KeySuffixEquals: text,
  HttpErrorCodeReturnedEquals: text,
  IncludeHeader: z.array(z.looseObject({ Key: text, Equals: text })).default([]),
})

const mirrorHeaders = z.looseObject({
  PassAll: text,
  Pass: list,
  Remove: list,
  Set: z.array(z.looseObject({ Key: text, Value: text })).default([]),
})

/** Of the many `Mirror…` elements only those with a shape are named; the others are kept as text. */
const redirect = z.looseObject({
  RedirectType: text,
  Protocol: text,
  HostName: text,
  HttpRedirectCode: text,
  ReplaceKeyWith: text,
  ReplaceKeyPrefixWith: text,
  MirrorHeaders: container(mirrorHeaders).optional(),
})

const rule = z.looseObject({
  RuleNumber: text,
  Condition: container(condition).optional(),
  Redirect: container(redirect).optional(),
})

/** The bucket as a website: index page, error page, and rules that redirect or mirror. */
export const website = plain({
  name: 'website',
  root: 'WebsiteConfiguration',
  arrays: [
    'RoutingRules.RoutingRule',
    'RoutingRules.RoutingRule.Condition.IncludeHeader',
    'RoutingRules.RoutingRule.Redirect.MirrorHeaders.Pass',
    'RoutingRules.RoutingRule.Redirect.MirrorHeaders.Remove',
    'RoutingRules.RoutingRule.Redirect.MirrorHeaders.Set',
  ],
  schema: z.looseObject({
    IndexDocument: container(
      z.looseObject({ Suffix: text, SupportSubDir: text, Type: text }),
    ).optional(),
    ErrorDocument: container(z.looseObject({ Key: text, HttpStatus: text })).optional(),
    RoutingRules: container(
      z.looseObject({ RoutingRule: z.array(container(rule)).default([]) }),
    ).optional(),
  }),
  empty: {},
  absentCode: 'NoSuchWebsiteConfiguration',
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketwebsite',
})
