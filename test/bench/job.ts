import type { MainDelay } from './main-thread.ts'

/** What the bench asks of one client process, as JSON in its first argument. */
export interface Job {
  readonly client: 'oss-desk' | 'ali-oss'
  readonly direction: 'upload' | 'download'
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly bucket: string
  /** `file`: one file in parts. `folder`: all the small files of one folder. */
  readonly what: 'file' | 'folder'
  /** Of the object; for a folder the prefix, without a `/` at its end. */
  readonly key: string
  /** Upload: the file or folder to send. Download: where it is to lie afterwards. */
  readonly path: string
  readonly partSizeBytes: number
  /** Requests in flight. */
  readonly parallel: number
}

/** The client's own seconds, from the request for the work to its end; without its start. */
export interface JobResult {
  readonly wallS: number
  readonly cpuS: number
  readonly mainDelay: MainDelay
}
