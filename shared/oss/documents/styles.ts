import { z } from 'zod'
import { contentOf, listSteps, memberActions, stepOf } from '../section-action.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
const named = z.looseObject({ Name: z.string(), Content: z.string() })
const made = ['CreateTime', 'LastModifyTime']

/** A named image process of a bucket (`image/resize,w_100`), used as `style/<name>`. */
export const style = plain({
  name: 'style',
  stem: 'Style',
  parameter: 'styleName',
  root: 'Style',
  serviceMade: ['Name', ...made],
  schema: z.looseObject({ Name: text, Content: z.string() }),
  empty: { Content: '' },
  absentCode: 'NoSuchStyle',
  deletable: true,
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/putstyle',
})

const { put, remove } = memberActions(style)
const list = z.looseObject({ Style: z.array(named).default([]) })
type Styles = z.infer<typeof list>
type Style = z.infer<typeof named>

export const styles = plain({
  name: 'styles',
  verb: 'List',
  stem: 'Style',
  subresource: 'style',
  root: 'StyleList',
  arrays: ['Style'],
  serviceMade: made.map((name) => `Style.${name}`),
  schema: list,
  empty: { Style: [] },
  absentCode: 'NoSuchStyle',
  isEmpty: (document) => document.Style.length === 0,
  write: {
    kind: 'steps',
    steps: (before: Styles, after: Styles) =>
      listSteps<Style>(before.Style, after.Style, {
        idOf: ({ Name }) => Name,
        content: (document) => contentOf(style, document),
        add: (document) => stepOf(put, { id: document.Name, document }),
        remove: ({ Name: id }) => stepOf(remove, { id }),
        change: (document) => [stepOf(put, { id: document.Name, document })],
      }),
  },
  documentation: 'https://help.aliyun.com/zh/oss/developer-reference/liststyle',
})
