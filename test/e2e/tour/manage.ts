import type OSS from 'ali-oss'
import { en } from '../../../shared/i18n/en.ts'
import { FilesPage } from '../pages/files.ts'
import { keysOf, type Scene } from './scene.ts'

const { newBucket, deleteBucket, tree, actions, inspector, delete: deletion } = en.browser
export const tripBucket = 'desk-trip-2026'

export async function makePlaces({ tour, desk, peer }: Scene): Promise<void> {
  const { page } = desk
  const files = new FilesPage(page)
  tour.step('Make a bucket, and a folder in it')
  await files.tree.getByRole('treeitem').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: tree.newBucket }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: newBucket.name }).fill(tripBucket)
  await tour.picture(page, 'new-bucket')
  await dialog.getByRole('button', { name: newBucket.create, exact: true }).click()
  await tour.verify('ali-oss finds the bucket', () => existence(peer(tripBucket)), 'there')
  await files.openBucket(tripBucket)
  await files.createFolder('from the desk')
  const keys = (): Promise<readonly string[]> => keysOf(peer(tripBucket))
  await tour.verify('ali-oss lists the folder', keys, ['from the desk/'])
  await files.row('from the desk').waitFor()
}

export async function deleteAgain({ tour, desk, peer }: Scene): Promise<void> {
  const { page } = desk
  const files = new FilesPage(page)
  tour.step('Delete everything in the bucket, and then the bucket')
  await files.openBucket(tripBucket)
  await files.row('second film.mp4').waitFor()
  await files.grid.focus()
  await page.keyboard.press('ControlOrMeta+a')
  const both = page.getByText(inspector.many(2, '2'))
  await tour.verify('both its folder and its file are selected', () => both.isVisible(), true)
  await page.keyboard.press('Delete')
  const question = page.getByRole('alertdialog')
  const count = (await keysOf(peer(tripBucket))).filter((key) => !key.endsWith('/')).length
  const confirm = question.getByRole('button', { name: deletion.confirm(count, String(count)) })
  await tour.verify(
    `the question says that it is about ${count} files`,
    () => confirm.isVisible(),
    true,
  )
  await tour.picture(page, 'delete')
  await confirm.click()
  await tour.verify('ali-oss finds nothing left', () => keysOf(peer(tripBucket)), [])
  await files.node(tripBucket).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: actions.deleteBucket }).click()
  const dialog = page.getByRole('dialog').or(question)
  await dialog.getByRole('textbox').fill(tripBucket)
  await dialog.getByRole('button', { name: deleteBucket.confirm, exact: true }).click()
  const gone = (): Promise<string> => existence(peer(tripBucket))
  await tour.verify('ali-oss says that there is no such bucket', gone, 'NoSuchBucket')
}

/** `there`, or the service's code for what is not. */
async function existence(peer: OSS): Promise<string> {
  return peer.getBucketInfo(tripBucket).then(
    () => 'there',
    (error: { readonly code: string }) => error.code,
  )
}
