import { z } from 'zod'
import type { SectionAction } from '../section-action.ts'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()

/** Whether what is in the bucket is indexed for searching. */
export const metaQuery = plain({
  name: 'metaQuery',
  stem: 'MetaQueryStatus',
  root: 'MetaQueryStatus',
  schema: z.looseObject({ State: text, Phase: text, CreateTime: text, UpdateTime: text }),
  empty: {},
  write: { kind: 'never' },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/getmetaquerystatus',
})

const switched = (name: string, comp: string): SectionAction<unknown> => ({
  name,
  method: 'POST',
  idempotent: true,
  query: () => ({ metaQuery: null, comp }),
  body: () => null,
  documentation: `https://help.aliyun.com/zh/oss/developer-reference/${name.toLowerCase()}`,
})

export const openMetaQueryAction = switched('OpenMetaQuery', 'add')
export const closeMetaQueryAction = switched('CloseMetaQuery', 'delete')

/**
 * `query`: JSON as the service describes it (`{"Field":"Size","Value":"1048576","Operation":"gt"}`).
 * `nextToken`: that of the last answer. `aggregations`: sums, counts and groups instead of files.
 */
export const doMetaQueryAction: SectionAction<{
  readonly query: string
  readonly nextToken?: string
  readonly maxResults?: number
  readonly sort?: string
  readonly order?: 'asc' | 'desc'
  readonly aggregations?: readonly { readonly Field: string; readonly Operation: string }[]
}> = {
  name: 'DoMetaQuery',
  method: 'POST',
  idempotent: true,
  query: () => ({ metaQuery: null, comp: 'query' }),
  body: ({ query, nextToken, maxResults, sort, order, aggregations }) => ({
    root: 'MetaQuery',
    content: {
      NextToken: nextToken,
      MaxResults: maxResults,
      Query: query,
      Sort: sort,
      Order: order,
      Aggregations: aggregations && { Aggregation: aggregations },
    },
  }),
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/dometaquery',
}

/** What a query answers: files, or sums of them. */
export const metaQueryAnswer = plain({
  name: 'metaQueryAnswer',
  root: 'MetaQuery',
  arrays: [
    'Files.File',
    'Files.File.OSSTagging.Tagging',
    'Files.File.OSSUserMeta.UserMeta',
    'Aggregations.Aggregation',
    'Aggregations.Aggregation.Groups.Group',
  ],
  schema: z.looseObject({
    /** '' = this was the last page. */
    NextToken: text,
    Files: container(
      z.looseObject({
        File: z.array(z.looseObject({ Filename: text, Size: text, ETag: text })).default([]),
      }),
    ).optional(),
    Aggregations: container(
      z.looseObject({
        Aggregation: z
          .array(z.looseObject({ Field: text, Operation: text, Value: text }))
          .default([]),
      }),
    ).optional(),
  }),
  empty: {},
  write: { kind: 'never' },
  documentation: doMetaQueryAction.documentation,
})
