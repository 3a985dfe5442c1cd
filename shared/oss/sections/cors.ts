import { plain } from '../documents/plain.ts'
import type { Section } from '../section.ts'
import { checkCors } from './cors-check.ts'
import { type CorsDocument, corsSchema } from './cors-document.ts'
import { corsRisks } from './cors-risks.ts'
import { corsStatements } from './cors-words.ts'

/** Which web pages may use the files from a browser; rules are tried in order, the first match wins. */
export const cors: Section<'cors', CorsDocument> = {
  ...plain<'cors', CorsDocument>({
    name: 'cors',
    root: 'CORSConfiguration',
    arrays: [
      'CORSRule',
      'CORSRule.AllowedOrigin',
      'CORSRule.AllowedMethod',
      'CORSRule.AllowedHeader',
      'CORSRule.ExposeHeader',
    ],
    schema: corsSchema,
    empty: { CORSRule: [] },
    absentCode: 'NoSuchCORSConfiguration',
    deletable: true,
    isEmpty: (document) => document.CORSRule.length === 0,
    documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putbucketcors',
  }),
  check: checkCors,
  statements: corsStatements,
  ordered: true,
  risks: corsRisks,
}
