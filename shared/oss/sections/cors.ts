import type { Section } from '../section.ts'
import { checkCors } from './cors-check.ts'
import { type CorsDocument, corsSchema } from './cors-document.ts'
import { corsRisks } from './cors-risks.ts'
import { corsStatements } from './cors-words.ts'

/** Which web pages may use the files from a browser; rules are tried in order, the first match wins. */
export const cors: Section<'cors', CorsDocument> = {
  name: 'cors',
  subresource: 'cors',
  wire: { kind: 'xml' },
  root: 'CORSConfiguration',
  arrays: [
    'CORSRule',
    'CORSRule.AllowedOrigin',
    'CORSRule.AllowedMethod',
    'CORSRule.AllowedHeader',
    'CORSRule.ExposeHeader',
  ],
  serviceMade: [],
  schema: corsSchema,
  empty: { CORSRule: [] },
  absentCode: 'NoSuchCORSConfiguration',
  deletable: true,
  isEmpty: (document) => document.CORSRule.length === 0,
  headers: () => ({}),
  check: checkCors,
  statements: corsStatements,
  ordered: true,
  risks: corsRisks,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketcors',
}
