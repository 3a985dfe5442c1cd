import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { dropFiles } from './harness/drop-files.ts'
import { expect, test } from './harness/fixtures.ts'
import { BucketConfigPage } from './pages/bucket-config.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rule and place of what the checker finds, of every severity. */
async function findings(page: Page): Promise<readonly string[]> {
  // Evaluated from outside, which the page's policy does not concern.
  await page.evaluate(axe)
  const results = (await page.evaluate('axe.run()')) as AxeResults
  return results.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`),
  )
}

const words = en.browser

for (const theme of ['light', 'dark', 'high-contrast'] as const) {
  test(`no screen and no dialog has a finding (${theme})`, async ({
    launch,
    server,
    folder,
    independent,
  }) => {
    server.createBucket({ name: 'photos' })
    for (const key of ['trip/1.jpg', 'a.txt', 'b.pdf']) {
      await independent('photos').put(key, Buffer.from(key))
    }
    server.createBucket({ name: 'vault' })
    const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const
    server.faults.add({ bucket: 'vault', effect: denied })
    const { page } = await launch()
    await page.evaluate(async (name) => {
      await window.api.call('settings.update', { theme: name })
    }, theme)
    const files = new FilesPage(page)
    const check = async (what: string): Promise<void> => {
      expect.soft(await findings(page), what).toEqual([])
    }
    const checkDialog = async (what: string): Promise<void> => {
      const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
      await dialog.waitFor()
      await check(what)
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
    const menuOf = async (node: string, entry: string): Promise<void> => {
      await files.node(node).first().click({ button: 'right' })
      await page.getByRole('menuitem', { name: entry }).click()
    }
    await page.getByRole('heading', { name: en.accounts.welcome }).waitFor()
    await check('sign-in')
    await page.getByRole('button', { name: en.accounts.signIn, exact: true }).click()
    await check('sign-in with problems')

    await new SignInPage(page).signIn(goodInput(server))
    await files.openBucket('photos')
    await files.row('a.txt').click()
    await check('files with a selection')
    await files.row('a.txt').click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    await check('context menu')
    await page.keyboard.press('Escape')
    await files.openBucket('vault')
    await page.getByRole('alert').waitFor()
    await check('a folder that is refused')

    await files.openBucket('photos')
    await files.select('trip', 'a.txt')
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: words.delete.confirm(2, '2') }).waitFor()
    await checkDialog('delete')
    for (const action of [
      'copy-to',
      'storage-class',
      'restore',
      'acl',
      'metadata',
      'tags',
    ] as const) {
      await files.toolbar(words.table.menu).click()
      await page.getByRole('menuitem', { name: en.objects.actions[action] }).click()
      await checkDialog(action)
    }
    await files.select('a.txt')
    await page.keyboard.press('F2')
    await checkDialog('rename')
    await files.toolbar(words.toolbar.newFolder).click()
    await checkDialog('new folder')
    const [identity] = server.identities
    const account = identity?.accessKeyId ?? ''
    await menuOf(account, words.tree.newBucket)
    await page.getByText(words.newBucket.acl['public-read'], { exact: true }).click()
    await page.getByRole('button', { name: words.newBucket.more }).click()
    await checkDialog('new bucket')
    await menuOf('photos', words.actions.deleteBucket)
    await checkDialog('delete bucket')
    await menuOf(account, en.accounts.renew)
    await checkDialog('sign in again')
    await menuOf(account, en.accounts.remove)
    await checkDialog('remove account')
    await files.toolbar(words.toolbar.more).click()
    await page.getByRole('menuitem', { name: words.toolbar.preferences }).click()
    await page.getByText(en.settings.timetable.on, { exact: true }).click()
    await page.getByRole('grid', { name: en.settings.timetable.week }).waitFor()
    await check('preferences')
    await page.getByRole('button', { name: en.settings.back, exact: true }).click()

    const panel = new TransfersPanel(page)
    await panel.open()
    await check('no transfers')
    const local = join(folder, 'a.txt')
    await writeFile(local, 'another')
    await dropFiles(page, files.pane, [local])
    await page.getByRole('group', { name: en.transfers.conflict.answers }).waitFor()
    await check('a transfer that asks')
    await page.getByRole('button', { name: en.transfers.queue.pauseAll }).click()
    await page.getByRole('menuitem', { name: en.transfers.queue.pauseUntilOther }).click()
    await checkDialog('pause until a time')

    await menuOf('photos', words.actions.bucketSettings)
    await page.getByText(en.config.acl.choice['public-read'], { exact: true }).click()
    await check('who can open it')
    const settings = new BucketConfigPage(page)
    await settings.review()
    await check('what will change')
    for (const [section, template] of [
      ['cors', en.config.cors.templates.read],
      ['lifecycle', en.config.lifecycle.templates.remove],
    ] as const) {
      await settings.section(section)
      await check(`${section} without rules`)
      await settings.button(en.config[section].add).click()
      await settings.start(template)
      await check(`${section} with a rule in its form`)
    }
  })
}
