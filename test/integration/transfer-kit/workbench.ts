import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConflictPolicy } from '../../../shared/transfer/kinds.ts'
import { aliOss } from './ali-oss.ts'
import { accountId, bucket, type Desk, openDesk } from './desk.ts'

/** A desk with a bucket, a local folder to upload from and one to download into. */
export interface Workbench {
  readonly desk: Desk
  readonly source: string
  readonly target: string
  upload(names: readonly string[], conflict?: ConflictPolicy): Promise<string>
  download(keys: readonly string[], conflict?: ConflictPolicy): Promise<string>
  /** As an independent client sees it. */
  stored(key: string): Promise<Buffer>
}

/** `random`: as of `openDesk`. */
export async function openWorkbench(random?: () => number): Promise<Workbench> {
  const desk = await openDesk({}, random)
  desk.server.createBucket({ name: bucket })
  const source = join(desk.folder, 'source')
  const target = join(desk.folder, 'target')
  await mkdir(source)
  await mkdir(target)
  return {
    desk,
    source,
    target,
    upload: async (names, conflict = 'ask') => {
      const paths = names.map((name) => join(source, name))
      const spec = { kind: 'upload', accountId, bucket, prefix: '', paths, conflict } as const
      return (await desk.transfers.commands.add(spec)).transferId
    },
    download: async (keys, conflict = 'ask') => {
      const spec = { accountId, bucket, basePrefix: '', prefixes: [], folder: target, conflict }
      const down = { ...spec, kind: 'download' as const, keys: [...keys] }
      return (await desk.transfers.commands.add(down)).transferId
    },
    stored: async (key) => (await aliOss(desk.server.url, bucket).get(key)).content as Buffer,
  }
}
