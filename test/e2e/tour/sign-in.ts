import { en } from '../../../shared/i18n/en.ts'
import { FilesPage } from '../pages/files.ts'
import { goodInput, SignInPage } from '../pages/sign-in.ts'
import type { Scene } from './scene.ts'

export async function signIn({ tour, desk, server }: Scene): Promise<void> {
  const { page } = desk
  tour.step(`Open the app (${desk.name}) and sign in, first with a wrong secret`)
  const form = new SignInPage(page)
  await form.heading.waitFor()
  await tour.picture(page, 'sign-in')
  await form.signIn({ ...goodInput(server), accessKeySecret: 'not-this-one' })
  const { what } = en.errors.byCode.SignatureDoesNotMatch
  const alert = page.getByRole('alert').filter({ hasText: what })
  await tour.verify(`it says: ${what}`, () => alert.isVisible(), true)
  await tour.picture(page, 'wrong-secret')
  await form.signIn(goodInput(server))
  const { tree } = new FilesPage(page)
  await tour.verify(
    'the tree shows the account and its three buckets',
    async () => (await tree.getByRole('treeitem').allTextContents()).slice(1),
    ['archive', 'documents', 'photos'],
  )
}
