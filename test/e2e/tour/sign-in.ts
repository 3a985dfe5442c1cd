import type { Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import type { OssServer } from '../../oss-server/server.ts'

/** Fills in the sign-in form as a person would: own address, key id, secret. */
export async function signIn(page: Page, server: OssServer): Promise<void> {
  const words = en.accounts
  const [identity] = server.identities
  if (!identity) throw new Error('the server knows nobody')
  await page.getByRole('textbox', { name: words.accessKeyId }).fill(identity.accessKeyId)
  await page.getByLabel(words.accessKeySecret, { exact: true }).fill(identity.accessKeySecret)
  await page.getByText(words.byHost, { exact: true }).click()
  await page.getByRole('textbox', { name: words.host }).fill(server.url)
  await page.getByRole('textbox', { name: words.hostRegion }).fill(server.region)
  await page.getByRole('button', { name: words.signIn, exact: true }).click()
  await page.getByRole('tree', { name: en.browser.tree.label }).waitFor()
}
