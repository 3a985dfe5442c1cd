import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TransfersSnapshot } from '../../shared/transfer/view.ts'
import { type OssServer, startOssServer } from '../oss-server/server.ts'
import { aliOss } from './transfer-kit/ali-oss.ts'
import { writeTree } from './transfer-kit/files.ts'

/** An administrator may read everything, so the work is done as somebody who may not. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

let server: OssServer
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unreadable-'))
  server = await startOssServer({ dataDir: join(folder, 'server') })
  server.createBucket({ name: 'unreadable' })
})
afterEach(async () => {
  await server.close()
  await chmod(join(folder, 'source/set/secret'), 0o700)
  await rm(folder, { recursive: true, force: true })
})

async function runChild(): Promise<TransfersSnapshot> {
  const child = fileURLToPath(new URL('crash-child.ts', import.meta.url))
  const args = [child, server.url, folder, 'unreadable']
  const spawned = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...nobody })
  const [output] = await Promise.all([text(spawned.stdout), once(spawned, 'close')])
  return JSON.parse(output.split('\n')[1] ?? '') as TransfersSnapshot
}

// Windows takes no rights away by a file's mode.
test.skipIf(process.platform === 'win32')(
  'what cannot be read is said for each file and folder, and the rest arrives',
  async () => {
    const set = join(folder, 'source/set')
    await writeTree(set, { 'a.txt': 'a', 'no.txt': 'no', 'secret/in.txt': 'in', 'z/b.txt': 'b' })
    await symlink('circle', join(set, 'circle'))
    await mkdir(join(folder, 'target'))
    for (const name of ['source/set/no.txt', 'source/set/secret'])
      await chmod(join(folder, name), 0)
    for (const name of ['', 'target']) {
      if (nobody.uid !== undefined) await chown(join(folder, name), nobody.uid, nobody.gid)
    }
    const { transfers } = await runChild()
    const upload = transfers.find(({ kind }) => kind === 'upload')
    expect(upload?.items).toMatchObject({ total: 5, done: 2, failed: 2, attention: 1 })
    expect(upload?.attention).toBe('denied')
    const { objects } = await aliOss(server.url, 'unreadable').listV2({ prefix: 'up/' }, {})
    expect(objects.map(({ name }) => name)).toEqual(['up/set/a.txt', 'up/set/z/b.txt'])
  },
)
