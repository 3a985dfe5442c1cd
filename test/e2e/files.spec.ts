import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { bytesOf, digestsBelow, digestsOf, writeTree } from './harness/local-tree.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

type Independent = (bucket: string) => import('ali-oss')

async function keysOf(independent: Independent, bucket: string): Promise<readonly string[]> {
  const { objects } = await independent(bucket).listV2({ 'max-keys': '1000' }, {})
  return (objects ?? []).map(({ name }) => name).sort()
}

async function signedIn(page: Page, server: Parameters<typeof goodInput>[0]): Promise<FilesPage> {
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  return files
}

test('files and folders dropped on the table arrive exactly', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const tree = {
    'trip/day 1/ünïcode 图片.jpg': bytesOf(3000, 1),
    'trip/day 1/a+b&c=d %41 #1?.txt': bytesOf(10, 2),
    'trip/empty.bin': bytesOf(0, 3),
    'trip/nothing here/': null,
    'single.pdf': bytesOf(200_000, 4),
  }
  const local = join(folder, 'local')
  await writeTree(local, tree)
  const desk = await launch()
  const files = await signedIn(desk.page, server)
  const label = en.browser.drop.here(2, '2', 'photos')
  await dropFiles(desk.page, files.pane, [join(local, 'trip'), join(local, 'single.pdf')], () =>
    expect(desk.page.getByText(label)).toBeVisible(),
  )
  await expect(files.row('trip')).toBeVisible()
  await expect(files.row('single.pdf')).toBeVisible()
  const panel = new TransfersPanel(desk.page)
  await panel.open()
  await expect(panel.newest).toContainText(en.transfers.states.done)
  expect(await keysOf(independent, 'photos')).toEqual(Object.keys(tree).sort())
  for (const [key, bytes] of Object.entries(tree)) {
    const { content } = await independent('photos').get(key)
    expect(Buffer.from(content as Buffer).equals(bytes ?? Buffer.alloc(0)), key).toBe(true)
  }
  expect(desk.pageErrors).toEqual([])
})

test('a drop on a folder row or on a tree node goes into that folder', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('2026/', Buffer.alloc(0))
  const local = join(folder, 'a.txt')
  await writeFile(local, 'one')
  const other = join(folder, 'b.txt')
  await writeFile(other, 'two')
  const { page } = await launch()
  const files = await signedIn(page, server)
  await dropFiles(page, files.row('2026'), [local])
  await expect.poll(() => keysOf(independent, 'photos')).toContain('2026/a.txt')
  await dropFiles(page, files.node('photos').first(), [other])
  await expect.poll(() => keysOf(independent, 'photos')).toContain('b.txt')
})

test('a selection of files and folders comes back byte for byte', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const tree = {
    'docs/one.txt': bytesOf(100, 5),
    'docs/deep/er/two.bin': bytesOf(9_000_000, 6),
    'three.txt': bytesOf(0, 7),
  }
  for (const [key, bytes] of Object.entries(tree)) await independent('photos').put(key, bytes)
  const target = join(folder, 'target')
  await mkdir(target)
  const desk = await launch()
  const files = await signedIn(desk.page, server)
  await files.select('docs', 'three.txt')
  await desk.answerDialog({ filePaths: [target] })
  await files.toolbar(en.browser.toolbar.download).click()
  const panel = new TransfersPanel(desk.page)
  await panel.open()
  await expect(panel.newest).toContainText(en.transfers.states.done)
  expect(await digestsBelow(target)).toEqual(digestsOf(tree))
})

test('a download never overwrites without asking', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').put('three.txt', Buffer.from('remote'))
  await writeFile(join(folder, 'three.txt'), 'mine')
  const desk = await launch()
  const files = await signedIn(desk.page, server)
  await files.select('three.txt')
  await desk.answerDialog({ filePaths: [folder] })
  await files.toolbar(en.browser.toolbar.download).click()
  const panel = new TransfersPanel(desk.page)
  await panel.open()
  const answers = panel.newest.getByRole('group', { name: en.transfers.conflict.answers })
  await expect(answers).toBeVisible()
  expect(await readFile(join(folder, 'three.txt'), 'utf8')).toBe('mine')
  await answers.getByRole('button', { name: en.transfers.conflict.keepBoth }).click()
  await expect(panel.newest).toContainText(en.transfers.states.done)
  expect(await readFile(join(folder, 'three.txt'), 'utf8')).toBe('mine')
  expect(await readFile(join(folder, 'three (2).txt'), 'utf8')).toBe('remote')
})

test('a folder is made, and a selection deleted after its count was shown', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  for (const key of ['a/1', 'a/2', 'b']) await independent('photos').put(key, Buffer.from(key))
  const { page } = await launch()
  const files = await signedIn(page, server)
  await files.createFolder('new one')
  await expect(files.row('new one')).toBeVisible()
  await files.select('a', 'b')
  await page.keyboard.press('Delete')
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByRole('button', { name: en.browser.delete.confirm(3, '3') }).click()
  await expect(files.row('b')).toHaveCount(0)
  await expect.poll(() => keysOf(independent, 'photos')).toEqual(['new one/'])
})

test('a bucket is made, and deleted once its name was typed', async ({ launch, server }) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  const files = await signedIn(page, server)
  const { newBucket, deleteBucket, tree, actions } = en.browser
  const named = (): readonly string[] =>
    server.requests
      .list(0, ['PutBucket', 'DeleteBucket'])
      .map(({ operation, bucket, status }) => `${operation} ${bucket} ${status}`)
  await files.tree.getByRole('treeitem').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: tree.newBucket }).click()
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  await dialog.getByRole('textbox', { name: newBucket.name }).fill('desk-made-this')
  await dialog.getByRole('button', { name: newBucket.create, exact: true }).click()
  await expect(files.node('desk-made-this')).toBeVisible()
  await files.node('desk-made-this').click({ button: 'right' })
  await page.getByRole('menuitem', { name: actions.deleteBucket }).click()
  await dialog.getByRole('textbox').fill('desk-made-this')
  await dialog.getByRole('button', { name: deleteBucket.confirm, exact: true }).click()
  await expect(files.node('desk-made-this')).toHaveCount(0)
  expect(named()).toEqual(['PutBucket desk-made-this 200', 'DeleteBucket desk-made-this 204'])
})
