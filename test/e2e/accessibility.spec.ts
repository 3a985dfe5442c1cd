import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { signIn } from './tour/sign-in.ts'

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

for (const theme of ['light', 'dark'] as const) {
  test(`sign-in, files and bucket settings have no finding (${theme})`, async ({
    launch,
    server,
  }) => {
    server.createBucket({ name: 'photos' })
    const { page } = await launch()
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name
    }, theme)
    await page.getByRole('heading', { name: en.accounts.welcome }).waitFor()
    expect(await findings(page)).toEqual([])

    await signIn(page, server)
    const bucket = page.getByRole('treeitem', { name: 'photos', exact: true })
    await bucket.click()
    await page.getByText(en.browser.table.emptyBucket).waitFor()
    expect(await findings(page)).toEqual([])

    await bucket.click({ button: 'right' })
    await page.getByRole('menuitem', { name: en.browser.actions.bucketSettings }).click()
    await page.getByText(en.config.acl.choice['public-read'], { exact: true }).click()
    expect(await findings(page)).toEqual([])
  })
}
