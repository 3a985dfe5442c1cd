/** What the bench asks of one client process, as JSON in its first argument. */
export interface Job {
  readonly client: 'oss-desk' | 'ali-oss'
  readonly direction: 'upload' | 'download'
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly bucket: string
  readonly key: string
  /** Upload: the file to send. Download: where it is to lie afterwards. */
  readonly file: string
  readonly partSizeBytes: number
  readonly parallel: number
}

/** The client's own seconds, from the request for the work to its end; without its start. */
export interface JobResult {
  readonly wallS: number
  readonly cpuS: number
  readonly mainDelayP99Ms: number
}
