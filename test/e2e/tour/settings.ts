import { en } from '../../../shared/i18n/en.ts'
import { BucketConfigPage } from '../pages/bucket-config.ts'
import { FilesPage } from '../pages/files.ts'
import type { Scene } from './scene.ts'

const { page: words, acl, cors, lifecycle } = en.config
const bucket = 'documents'

export async function bucketSettings(scene: Scene): Promise<void> {
  const settings = new BucketConfigPage(scene.desk.page)
  await settings.open(new FilesPage(scene.desk.page), bucket)
  await access(scene, settings)
  await website(scene, settings)
  await cleanUp(scene, settings)
  await settings.button(words.back).click()
}

async function access({ tour, desk, peer }: Scene, settings: BucketConfigPage): Promise<void> {
  const { page } = desk
  const grant = async (): Promise<string> => (await peer(bucket).getBucketACL(bucket)).acl
  tour.step('Open the settings of a bucket and make its files public (ACL)')
  await settings.choose(acl.choice['public-read'])
  const warning = page.getByText(acl.risk.publicRead).first()
  await tour.verify(`it warns: ${acl.risk.publicRead}`, () => warning.isVisible(), true)
  await tour.picture(page, 'acl')
  await settings.review()
  const sentence = page.getByText(acl.sentence['public-read'])
  await tour.verify('the change is shown before it is made', () => sentence.isVisible(), true)
  await tour.picture(page, 'acl-review')
  await tour.verify('and is not made yet', grant, 'private')
  await settings.button(acl.apply['public-read']).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: acl.apply['public-read'] }).click()
  await tour.verify('ali-oss reads back the ACL public-read', grant, 'public-read')
  await settings.applied.waitFor()
  await tour.picture(page, 'acl-applied')

  tour.step('Undo it')
  await settings.button(words.undo).first().click()
  await settings.button(acl.apply.private).click()
  await tour.verify('ali-oss reads back the ACL private', grant, 'private')
  await page.getByText(words.undone).waitFor()
}

async function website({ tour, desk, peer }: Scene, settings: BucketConfigPage): Promise<void> {
  const { page } = desk
  const origin = 'https://www.example.com'
  tour.step('Let a website read the files (CORS)')
  await settings.section('cors')
  await settings.button(cors.add).click()
  await settings.start(cors.templates.read)
  await settings.field(cors.form.origins).fill('no address')
  await settings.review()
  const invalid = () => settings.field(cors.form.origins).getAttribute('aria-invalid')
  await tour.verify('a wrong address is refused at its field', invalid, 'true')
  await tour.picture(page, 'cors-check')
  await settings.field(cors.form.origins).fill(origin)
  await settings.review()
  await tour.picture(page, 'cors-review')
  // The rule, and what the document says of all rules.
  await settings.button(words.preview.applyCount(2, '2')).click()
  const rules = async (): Promise<unknown> => {
    const read = await peer(bucket).getBucketCORS(bucket)
    return read.rules.map(({ allowedOrigin, allowedMethod }) => [
      [allowedOrigin].flat(),
      [allowedMethod].flat(),
    ])
  }
  const expected = [[[origin], ['GET', 'HEAD']]]
  await tour.verify('ali-oss reads back the origin and what it may do', rules, expected)
  await settings.applied.waitFor()
}

async function cleanUp({ tour, desk, peer }: Scene, settings: BucketConfigPage): Promise<void> {
  const { page } = desk
  tour.step('Clean up old files by themselves (lifecycle)')
  await settings.section('lifecycle')
  await settings.button(lifecycle.add).click()
  await settings.start(lifecycle.templates.remove)
  await settings.field(lifecycle.form.folder).fill('budget/')
  await tour.picture(page, 'lifecycle')
  await settings.review()
  await tour.picture(page, 'lifecycle-review')
  await settings.button(words.preview.applyCount(1, '1')).click()
  const rules = async (): Promise<unknown> => {
    const read = await peer(bucket).getBucketLifecycle(bucket)
    return (read.rules ?? []).map((rule) => [rule.prefix, rule.status, Object(rule).expiration])
  }
  const expected = [['budget/', 'Enabled', { days: '90' }]]
  await tour.verify('ali-oss reads back the rule of 90 days', rules, expected)
  await settings.applied.waitFor()
  await tour.picture(page, 'lifecycle-applied')
}
