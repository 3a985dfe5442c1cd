import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

/**
 * A paste of real files: a file field makes the `File` objects, as the system's clipboard would,
 * and the event carries them. No browser lets a test fill the clipboard itself with files.
 */
async function pasteFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const field = document.createElement('input')
    field.type = 'file'
    field.multiple = true
    field.id = 'files-to-paste'
    document.body.append(field)
  })
  const session = await page.context().newCDPSession(page)
  const { root } = await session.send('DOM.getDocument')
  const selector = '#files-to-paste'
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  await session.send('DOM.setFileInputFiles', { nodeId, files: [...paths] })
  await session.detach()
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#files-to-paste')
    const clipboardData = new DataTransfer()
    for (const file of field?.files ?? []) clipboardData.items.add(file)
    field?.remove()
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  })
}

test('pasted files go into the folder that is shown, wherever the focus is', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const local = join(folder, 'local')
  await mkdir(local)
  await writeFile(join(local, 'one.txt'), 'first')
  await writeFile(join(local, 'two.txt'), 'second')
  const { page, pageErrors } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await pasteFiles(page, [join(local, 'one.txt'), join(local, 'two.txt')])
  await expect(files.row('one.txt')).toBeVisible()
  await expect(files.row('two.txt')).toBeVisible()
  const { content } = await independent('photos').get('two.txt')
  expect(String(content)).toBe('second')
  expect(pageErrors).toEqual([])
})
