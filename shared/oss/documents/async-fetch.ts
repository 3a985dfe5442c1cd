import { z } from 'zod'
import type { SectionAction } from '../section-action.ts'
import { container } from '../sections/container.ts'
import { plain } from './plain.ts'

const text = z.string().optional()
/** It has no page of its own: what is here is known from the official libraries. */
const documentation =
  'https://help.aliyun.com/zh/oss/developer-reference/list-of-operations-by-function'

/** Has the service itself fetch a file from elsewhere. `Host` and what follows may be left out. */
export const putAsyncFetchTaskAction: SectionAction<{
  readonly task: {
    readonly Url: string
    readonly Object: string
    readonly Host?: string
    readonly ContentMD5?: string
    readonly Callback?: string
    readonly StorageClass?: string
    /** Default true: nothing is fetched when the object is there. */
    readonly IgnoreSameKey?: boolean
  }
}> = {
  name: 'PutAsyncFetchTask',
  method: 'POST',
  idempotent: false,
  query: () => ({ asyncFetch: null }),
  body: ({ task }) => ({ root: 'AsyncFetchTaskConfiguration', content: task }),
  documentation,
}

/** What the action answers. */
export const asyncFetchTaskResult = plain({
  name: 'asyncFetchTaskResult',
  root: 'AsyncFetchTaskResult',
  schema: z.looseObject({ TaskId: z.string() }),
  empty: { TaskId: '' },
  write: { kind: 'never' },
  documentation,
})

/** How far a task has come. */
export const asyncFetchTask = plain({
  name: 'asyncFetchTask',
  stem: 'AsyncFetchTask',
  subresource: 'asyncFetch',
  idHeader: 'x-oss-task-id',
  root: 'AsyncFetchTaskInfo',
  schema: z.looseObject({
    TaskId: z.string(),
    /** `Running`, `Retry`, `SuccessCallbackFailed`, `Failed` or `Success`, and the like. */
    State: text,
    ErrorMsg: text,
    TaskInfo: container(z.looseObject({ Url: text, Object: text })).optional(),
  }),
  empty: { TaskId: '' },
  write: { kind: 'never' },
  documentation,
})
