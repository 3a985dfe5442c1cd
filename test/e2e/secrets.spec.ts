import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../shared/i18n/en.ts'
import { defaultIdentity } from '../oss-server/server.ts'
import { expect, test } from './harness/fixtures.ts'
import { startHeldUpload } from './harness/held.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const sts = {
  accessKeyId: 'STS.NLocalKey',
  accessKeySecret: 'sts-secret-55aa',
  securityToken: 'CAIS-token-that-nobody-may-find-7781',
}
const wrongSecret = 'typed-by-mistake-90ab'
const needles = [
  sts.accessKeySecret,
  sts.securityToken,
  wrongSecret,
  defaultIdentity.accessKeySecret,
]
/** As text, as the system's strings, and in any base64: without the end, which depends on the rest. */
const spellings = needles.flatMap((needle) => [
  Buffer.from(needle),
  Buffer.from(needle, 'utf16le'),
  Buffer.from(Buffer.from(needle).toString('base64').replace(/=+$/, '').slice(0, -1)),
])

/** Every file below `root`, and those that hold a spelling of a secret. */
async function search(
  root: string,
): Promise<{ readonly files: readonly string[]; readonly found: readonly string[] }> {
  const files: string[] = []
  const found: string[] = []
  for (const name of await readdir(root, { recursive: true })) {
    const path = join(root, name)
    if (!(await stat(path).catch(() => null))?.isFile()) continue
    const content = await readFile(path)
    files.push(name.replaceAll('\\', '/'))
    if (spellings.some((spelling) => content.includes(spelling))) found.push(name)
  }
  return { files, found }
}

test('the secret is nowhere on the disk and in no log, after failures, a kill and a full run', async ({
  launch,
  server,
  folder,
  userDataDir,
}) => {
  server.createBucket({ name: 'photos' })
  server.identities.push(sts)
  const desk = await launch()
  const signIn = new SignInPage(desk.page)
  await signIn.signIn({ ...goodInput(server), ...sts, accessKeySecret: wrongSecret })
  await expect(desk.page.getByRole('alert')).toContainText(
    en.errors.byCode.SignatureDoesNotMatch.what,
  )
  await signIn.signIn({ ...goodInput(server), ...sts })
  await startHeldUpload(desk.page, server, folder)
  await desk.kill()

  const killed = await search(userDataDir)
  expect(killed.found).toEqual([])
  const kept = ['accounts.json', 'logs/main.log', 'queue.db', 'queue.db-wal', 'catalog.db-wal']
  expect(killed.files).toEqual(expect.arrayContaining(kept))
  expect(killed.files.filter((name) => name.endsWith('.dmp'))).toEqual([])
  const log = await readFile(join(userDataDir, 'logs', 'main.log'), 'utf8')
  expect(log).toContain('SignatureDoesNotMatch')

  server.faults.clear()
  const again = await launch()
  await expect(new FilesPage(again.page).node('photos').first()).toBeVisible()
  await again.close()
  expect((await search(userDataDir)).found).toEqual([])
  const terminal = [...desk.logs, ...again.logs].join('')
  expect(needles.filter((needle) => terminal.includes(needle))).toEqual([])
})

test('the search finds a secret that is there', async ({ folder }) => {
  for (const [index, spelling] of spellings.entries()) {
    await writeFile(join(folder, `leak-${index}`), Buffer.concat([Buffer.from('x'), spelling]))
  }
  const { found } = await search(folder)
  expect(found.filter((name) => name.startsWith('leak-'))).toHaveLength(spellings.length)
})
