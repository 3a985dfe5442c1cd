import OSS from 'ali-oss'
import type { Job } from './job.ts'
import type { Prepared } from './prepared.ts'

/** The peer, used as its own documentation shows for files of this size. */
export async function prepareAliOss(job: Job): Promise<Prepared> {
  const client = new OSS({
    accessKeyId: job.accessKeyId,
    accessKeySecret: job.accessKeySecret,
    bucket: job.bucket,
    endpoint: job.url,
    region: `oss-${job.region}`,
    authorizationV4: true,
    timeout: 600_000,
  } as OSS.Options)
  const upload = (): Promise<unknown> =>
    client.multipartUpload(job.key, job.file, {
      partSize: job.partSizeBytes,
      parallel: job.parallel,
    })
  const download = (): Promise<unknown> => client.get(job.key, job.file)
  return {
    work: async () => {
      await (job.direction === 'upload' ? upload() : download())
    },
    close: async () => {},
  }
}
