import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
  return {
    work: () => (job.what === 'file' ? moveFile(client, job) : moveFolder(client, job)),
    close: async () => {},
  }
}

async function moveFile(client: OSS, job: Job): Promise<void> {
  if (job.direction === 'download') {
    await client.get(job.key, job.path)
    return
  }
  const { partSizeBytes: partSize, parallel } = job
  await client.multipartUpload(job.key, job.path, { partSize, parallel })
}

/** Plain puts and gets, as many at once as our own engine may have in flight. */
async function moveFolder(client: OSS, job: Job): Promise<void> {
  const names = await (job.direction === 'upload' ? readdir(job.path) : listNames(client, job.key))
  if (job.direction === 'download') await mkdir(job.path, { recursive: true })
  const left = names.values()
  const worker = async (): Promise<void> => {
    for (const name of left) {
      const [key, path] = [`${job.key}/${name}`, join(job.path, name)]
      await (job.direction === 'upload' ? client.put(key, path) : client.get(key, path))
    }
  }
  await Promise.all(Array.from({ length: job.parallel }, worker))
}

async function listNames(client: OSS, folder: string): Promise<readonly string[]> {
  const names: string[] = []
  let token: string | undefined
  do {
    const query = { prefix: `${folder}/`, 'max-keys': '1000', 'continuation-token': token }
    const page = await client.listV2(query, {})
    for (const { name } of page.objects ?? []) names.push(name.slice(folder.length + 1))
    token = (page as { nextContinuationToken?: string }).nextContinuationToken
  } while (token)
  return names
}

export async function createBucket(
  server: Pick<Job, 'url' | 'region' | 'accessKeyId' | 'accessKeySecret'>,
  bucket: string,
): Promise<void> {
  const client = new OSS({
    ...{ accessKeyId: server.accessKeyId, accessKeySecret: server.accessKeySecret },
    ...{ endpoint: server.url, region: `oss-${server.region}` },
  } as OSS.Options)
  await client.putBucket(bucket)
}
