import type { Page } from 'playwright'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { BucketConfigPage } from './pages/bucket-config.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'

const { acl, cors, lifecycle, issues, page: words } = en.config

async function openSettings(
  page: Page,
  server: Parameters<typeof goodInput>[0],
): Promise<BucketConfigPage> {
  await new SignInPage(page).signIn(goodInput(server))
  const settings = new BucketConfigPage(page)
  await settings.open(new FilesPage(page), 'photos')
  return settings
}

test('a bucket is made public after a warning by its effect, and private again by undo', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const desk = await launch()
  const settings = await openSettings(desk.page, server)
  const grant = async (): Promise<string> =>
    (await independent('photos').getBucketACL('photos')).acl
  await settings.choose(acl.choice['public-read'])
  await expect(desk.page.getByText(acl.risk.publicRead)).toBeVisible()
  await settings.review()
  await expect(desk.page.getByText(acl.sentence['public-read'])).toBeVisible()
  await settings.button(acl.apply['public-read']).click()
  const question = desk.page.getByRole('alertdialog', {
    name: acl.confirmTitle['public-read']('photos'),
  })
  await question.getByRole('button', { name: words.cancel }).click()
  expect(await grant()).toBe('private')
  await settings.button(acl.apply['public-read']).click()
  await question.getByRole('button', { name: acl.apply['public-read'] }).click()
  await expect(settings.applied).toBeVisible()
  expect(await grant()).toBe('public-read')
  await settings.button(words.undo).click()
  await settings.button(acl.apply.private).click()
  await expect(desk.page.getByText(words.undone)).toBeVisible()
  expect(await grant()).toBe('private')
  expect(desk.pageErrors).toEqual([])
})

test('a CORS rule is checked at its fields, applied, edited and removed', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const desk = await launch()
  const settings = await openSettings(desk.page, server)
  await settings.section('cors')
  await settings.button(cors.add).click()
  await settings.start(cors.templates.upload)
  await settings.review()
  await expect(desk.page.getByText(issues.corsOriginMissing())).toBeVisible()
  const origins = settings.field(cors.form.origins)
  await expect(origins).toBeFocused()
  await origins.fill('https://*.example.*')
  const stars = issues.corsOriginStars({ origin: 'https://*.example.*' })
  await expect(desk.page.getByText(stars)).toBeVisible()
  await origins.fill('https://www.example.com\nhttps://*.example.org')
  await settings.review()
  await settings.button(words.preview.applyCount(2, '2')).click()
  await expect(settings.applied).toBeVisible()
  const { rules } = await independent('photos').getBucketCORS('photos')
  expect(rules).toEqual([
    {
      allowedOrigin: ['https://www.example.com', 'https://*.example.org'],
      allowedMethod: ['GET', 'HEAD', 'PUT', 'POST'],
      allowedHeader: '*',
      exposeHeader: ['ETag', 'x-oss-request-id'],
      maxAgeSeconds: '600',
    },
  ])
  await settings.button(words.removeNamed(cors.rule('1'))).click()
  await settings.review()
  await settings.button(words.preview.removeAll).click()
  await expect(settings.applied).toBeVisible()
  await expect(independent('photos').getBucketCORS('photos')).rejects.toMatchObject({
    code: 'NoSuchCORSConfiguration',
  })
  expect(desk.pageErrors).toEqual([])
})

test('a lifecycle rule needs its folder, warns of deletion, and keeps what it does not show', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  await independent('photos').putBucketLifecycle('photos', [
    { id: 'old', prefix: 'tmp/', status: 'Enabled', expiration: { days: 3 } },
  ] as never)
  const desk = await launch()
  const settings = await openSettings(desk.page, server)
  await settings.section('lifecycle')
  await expect(desk.page.getByText('Files in tmp/ are deleted 3 days')).toBeVisible()
  await settings.button(lifecycle.add).click()
  await settings.start(lifecycle.templates.remove)
  await settings.review()
  await expect(desk.page.getByText(issues.lifecyclePrefixMissing())).toBeVisible()
  await settings.field(lifecycle.form.folder).fill('logs/')
  await settings.review()
  const sentence = 'Files in logs/ are deleted 90 days after their last change.'
  await expect(desk.page.getByText(sentence)).toBeVisible()
  await expect(desk.page.getByText('Files in logs/ are deleted for good')).toBeVisible()
  await settings.button(words.preview.applyCount(1, '1')).click()
  await expect(settings.applied).toBeVisible()
  const read = await independent('photos').getBucketLifecycle('photos')
  expect(read.rules).toMatchObject([
    { id: 'old', prefix: 'tmp/', expiration: { days: '3' } },
    { id: 'rule-1', prefix: 'logs/', status: 'Enabled', expiration: { days: '90' } },
  ])
  expect(desk.pageErrors).toEqual([])
})

test('what somebody else changed meanwhile is not overwritten', async ({
  launch,
  server,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const desk = await launch()
  const settings = await openSettings(desk.page, server)
  await settings.choose(acl.choice['public-read'])
  await settings.review()
  await independent('photos').putBucketACL('photos', 'public-read-write')
  await settings.button(acl.apply['public-read']).click()
  await desk.page
    .getByRole('alertdialog')
    .getByRole('button', { name: acl.apply['public-read'] })
    .click()
  await expect(desk.page.getByText(words.changedMeanwhile.title)).toBeVisible()
  expect((await independent('photos').getBucketACL('photos')).acl).toBe('public-read-write')
  await settings.button(words.changedMeanwhile.discard).click()
  const chosen = desk.page.getByRole('radio', { name: acl.choice['public-read-write'] })
  await expect(chosen).toBeChecked()
  expect(desk.pageErrors).toEqual([])
})
