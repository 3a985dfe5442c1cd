import type OSS from 'ali-oss'
import type { Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import { treeItem } from './browse.ts'
import type { Tour } from './step.ts'

const { page: pageWords, acl, cors, lifecycle } = en.config

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name }).click()
}

/** From the draft to the bucket: review, apply, and what a public choice asks on top. */
async function apply(page: Page, tour: Tour, picture: string, button: RegExp): Promise<void> {
  await page.getByRole('button', { name: pageWords.review }).click()
  await page.getByRole('heading', { name: pageWords.preview.title }).waitFor()
  await tour.picture(page, picture)
  await page.getByRole('button', { name: button }).click()
  const question = page.getByRole('alertdialog')
  await question.or(page.getByText(pageWords.applied)).first().waitFor()
  if (await question.isVisible()) await question.getByRole('button', { name: button }).click()
  await page.getByText(pageWords.applied).waitFor()
}

export async function bucketSettings(tour: Tour, page: Page, peer: OSS): Promise<void> {
  tour.step('Open the settings of a bucket and make its files public')
  await treeItem(page, 'documents').click({ button: 'right' })
  await page.getByRole('menuitem', { name: en.browser.actions.bucketSettings }).click()
  await page.getByText(acl.choice['public-read'], { exact: true }).click()
  await page.getByText(acl.risk.publicRead).first().waitFor()
  tour.verified('a sentence warns that anyone will be able to open the files', true)
  await apply(page, tour, '08-acl-review', new RegExp(acl.apply['public-read']))
  const granted = await peer.getBucketACL('documents')
  tour.verified('ali-oss reads back the ACL public-read', granted.acl === 'public-read')

  tour.step('Undo it')
  await page.getByRole('button', { name: pageWords.undo, exact: true }).first().click()
  await page.getByRole('button', { name: new RegExp(acl.apply.private) }).click()
  await page.getByText(pageWords.undone).waitFor()
  const undone = await peer.getBucketACL('documents')
  tour.verified('ali-oss reads back the ACL private', undone.acl === 'private')

  tour.step('Let a website read the files (CORS)')
  await openSection(page, cors.nav)
  await page.getByRole('button', { name: cors.add }).click()
  await page.getByRole('button', { name: new RegExp(cors.templates.read) }).click()
  await page.getByRole('textbox', { name: cors.form.origins }).fill('https://www.example.com')
  await apply(page, tour, '09-cors-review', /^Apply/)
  const { rules } = await peer.getBucketCORS('documents')
  const [rule] = rules
  const origins = [rule?.allowedOrigin].flat()
  tour.verified('ali-oss reads back the origin', origins.includes('https://www.example.com'))

  tour.step('Clean up old files by themselves (lifecycle)')
  await openSection(page, lifecycle.nav)
  await page.getByRole('button', { name: lifecycle.add }).click()
  await page.getByRole('button', { name: new RegExp(lifecycle.templates.uploads) }).click()
  await apply(page, tour, '10-lifecycle-review', /^Apply/)
  const read = await peer.getBucketLifecycle('documents')
  tour.verified('ali-oss reads back one enabled rule', read.rules?.[0]?.status === 'Enabled')
  await tour.picture(page, '11-lifecycle')
  await page.getByRole('button', { name: pageWords.back }).click()
}
