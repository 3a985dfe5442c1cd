import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { FilesPage } from './pages/files.ts'
import { goodInput, type SignInInput, SignInPage } from './pages/sign-in.ts'

const texts = en.errors.byCode
const now = Date.now()

test('a good key signs in; after a restart it still is', async ({ launch, server }) => {
  server.createBucket({ name: 'photos' })
  const first = await launch()
  await new SignInPage(first.page).signIn(goodInput(server))
  await expect(new FilesPage(first.page).node('photos')).toBeVisible()
  await first.close()
  expect(first.pageErrors).toEqual([])
  const second = await launch()
  await expect(new FilesPage(second.page).node('photos')).toBeVisible()
})

test('temporary access signs in with its token, also after a restart', async ({
  launch,
  server,
}) => {
  server.createBucket({ name: 'photos' })
  const sts = {
    accessKeyId: 'STS.NGood',
    accessKeySecret: 'good-secret',
    securityToken: 'good-token',
  }
  server.identities.push({ ...sts, tokenExpiresAt: now + 3_600_000 })
  const first = await launch()
  await new SignInPage(first.page).signIn({ ...goodInput(server), ...sts })
  await expect(new FilesPage(first.page).node('photos')).toBeVisible()
  await first.close()
  const second = await launch()
  await expect(new FilesPage(second.page).node('photos')).toBeVisible()
  const [request] = server.requests.list(0, ['ListBuckets'])
  expect(request).toMatchObject({ status: 200 })
})

test('a preset opens its place for a key that may not list buckets', async ({ launch, server }) => {
  server.createBucket({ name: 'photos' })
  const key = { accessKeyId: 'LTAI5tScopedKey', accessKeySecret: 'scoped-secret' }
  server.identities.push({ ...key, mayListBuckets: false, scopes: [{ bucket: 'photos' }] })
  const { page } = await launch()
  const signIn = new SignInPage(page)
  await signIn.signIn({ ...goodInput(server), ...key })
  await expect(page.getByRole('alert')).toContainText(en.errors.special.listDenied.what)
  await signIn.fill({ ...goodInput(server), ...key, preset: 'oss://photos/' })
  await signIn.submit()
  await expect(new FilesPage(page).node('photos')).toBeVisible()
  // Its only place is open, so that nothing is left to choose.
  await expect(page.getByRole('searchbox')).toBeEnabled()
  await expect(page.getByText(en.browser.start.text)).toHaveCount(0)
})

interface BadCase {
  readonly name: string
  readonly input: (good: SignInInput) => SignInInput
  readonly says: string
}
const badCases: readonly BadCase[] = [
  {
    name: 'an unknown key',
    input: (good) => ({ ...good, accessKeyId: 'LTAI5tNobodyHasThis' }),
    says: texts.InvalidAccessKeyId.what,
  },
  {
    name: 'a wrong secret',
    input: (good) => ({ ...good, accessKeySecret: 'wrong-secret' }),
    says: texts.SignatureDoesNotMatch.what,
  },
  {
    name: 'an unreachable host',
    input: (good) => ({ ...good, host: 'http://127.0.0.1:9' }),
    says: texts['network.refused']({
      host: '127.0.0.1:9',
      bucket: '',
      endpoint: '',
      region: '',
      path: '',
    }).what,
  },
  {
    name: 'an expired token',
    input: (good) => ({
      ...good,
      accessKeyId: 'STS.NExpired',
      accessKeySecret: 'expired-secret',
      securityToken: 'expired-token',
    }),
    says: texts.SecurityTokenExpired.what,
  },
]

for (const { name, input, says } of badCases) {
  test(`${name} gets its own sentence, and nothing is kept`, async ({ launch, server }) => {
    server.identities.push({
      accessKeyId: 'STS.NExpired',
      accessKeySecret: 'expired-secret',
      securityToken: 'expired-token',
      tokenExpiresAt: now - 60_000,
    })
    const { page } = await launch()
    const signIn = new SignInPage(page)
    await signIn.signIn(input(goodInput(server)))
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible()
    await page.reload()
    await expect(signIn.heading).toBeVisible()
  })
}

test('a wrong region is named as such', async ({ launch, server }) => {
  const { page } = await launch()
  await new SignInPage(page).signIn({ ...goodInput(server), region: 'cn-beijing' })
  const expected = en.errors.special.wrongSigningRegion
  await expect(page.getByRole('alert')).toContainText(
    expected({ host: '', bucket: '', endpoint: '', region: '', path: '' }).what,
  )
})

test('a clock that is wrong is named as such', async ({ launch, server }) => {
  server.faults.add({ effect: { kind: 'skew', ms: 3_600_000 } })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  await expect(page.getByRole('alert')).toContainText(texts.RequestTimeTooSkewed.what)
})

// Only the stand-in can take a keychain away; what the vault makes of it is the same on both.
test('without a keychain the secret is kept for the session only, and said so', async ({
  launch,
  server,
}) => {
  server.createBucket({ name: 'photos' })
  const env = { ELECTRON_HOST_KEYCHAIN: 'basic_text' }
  const first = await launch({ env, standIn: true })
  const signIn = new SignInPage(first.page)
  await expect(first.page.getByText(en.accounts.plainKeychain)).toBeVisible()
  await signIn.fillWithoutKeychain(goodInput(server))
  await signIn.submit()
  await expect(new FilesPage(first.page).node('photos')).toBeVisible()
  await first.close()
  const second = await launch({ env, standIn: true })
  await expect(second.page.getByText(en.accounts.locked).first()).toBeVisible()
})
