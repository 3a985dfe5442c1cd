import { readFile } from 'node:fs/promises'
import { en } from '../../shared/i18n/en.ts'
import { expect, test } from './harness/fixtures.ts'
import { acknowledgedParts, expectNoPartTwice, film, startHeldUpload } from './harness/held.ts'
import { goodInput, SignInPage } from './pages/sign-in.ts'
import { TransfersPanel } from './pages/transfers.ts'

const words = en.transfers

test('an upload pauses, goes on, and arrives whole', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const path = await startHeldUpload(page, server, folder)
  const panel = new TransfersPanel(page)
  await panel.button('pause').click()
  await expect(panel.newest).toContainText(words.states.paused)
  server.faults.clear()
  await panel.button('resume').click()
  await expect(panel.newest).toContainText(words.states.done)
  const { content } = await independent('photos').get(film)
  expect((await readFile(path)).equals(content as Buffer)).toBe(true)
  expectNoPartTwice(server)
})

test('cancelling leaves nothing on the server', async ({ launch, server, folder, independent }) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  await startHeldUpload(page, server, folder)
  const panel = new TransfersPanel(page)
  await panel.button('cancel').click()
  await expect(panel.newest).toContainText(words.states.cancelled)
  await expect
    .poll(async () => (await independent('photos').listUploads({ 'max-uploads': 10 })).uploads)
    .toHaveLength(0)
  const { objects } = await independent('photos').listV2({ 'max-keys': '10' }, {})
  expect(objects ?? []).toEqual([])
})

for (const [how, end] of [
  ['a kill', 'kill'],
  ['closing the window', 'close'],
] as const) {
  test(`after ${how} the upload goes on by itself and sends no part twice`, async ({
    launch,
    server,
    folder,
    independent,
  }) => {
    server.createBucket({ name: 'photos' })
    const first = await launch()
    await new SignInPage(first.page).signIn(goodInput(server))
    const path = await startHeldUpload(first.page, server, folder)
    await first[end]()
    expect(acknowledgedParts(server)).toHaveLength(2)
    server.faults.clear()
    const second = await launch()
    const panel = new TransfersPanel(second.page)
    await panel.open()
    await expect(panel.newest).toContainText(words.states.done)
    const { content } = await independent('photos').get(film)
    expect((await readFile(path)).equals(content as Buffer)).toBe(true)
    expectNoPartTwice(server)
  })
}

test('without a network the work waits, says so, and goes on by itself', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const { page } = await launch()
  await new SignInPage(page).signIn(goodInput(server))
  const path = await startHeldUpload(page, server, folder)
  server.faults.clear()
  const offline = server.faults.add({ effect: { kind: 'offline' } })
  const panel = new TransfersPanel(page)
  await expect(panel.newest).toContainText(words.states['waiting-for-network'])
  await expect(page.getByText(en.common.offline)).toBeVisible()
  server.faults.remove(offline)
  await expect(panel.newest).toContainText(words.states.done)
  await expect(page.getByText(en.common.offline)).toHaveCount(0)
  const { content } = await independent('photos').get(film)
  expect((await readFile(path)).equals(content as Buffer)).toBe(true)
  expectNoPartTwice(server)
})

test('a token that expires on the way is asked for, and the upload goes on with the new one', async ({
  launch,
  server,
  folder,
  independent,
}) => {
  server.createBucket({ name: 'photos' })
  const token = (name: string) => ({
    accessKeyId: `STS.N${name}`,
    accessKeySecret: `secret-of-${name}`,
    securityToken: `token-of-${name}`,
  })
  server.identities.push(token('First'))
  const { page } = await launch()
  const signIn = new SignInPage(page)
  await signIn.signIn({ ...goodInput(server), ...token('First') })
  const path = await startHeldUpload(page, server, folder, { kind: 'reset', when: 'before' })
  const expired = { ...token('First'), tokenExpiresAt: Date.now() - 60_000 }
  server.identities.splice(1, 1, expired, token('Second'))
  server.faults.clear()
  const panel = new TransfersPanel(page)
  await expect(panel.newest).toContainText(words.attention.credentials.what)
  await panel.newest.getByRole('button', { name: words.actions.signIn }).click()
  await signIn.fillCredentials(token('Second'))
  await signIn.submit()
  await expect(panel.newest).toContainText(words.states.done)
  const { content } = await independent('photos').get(film)
  expect((await readFile(path)).equals(content as Buffer)).toBe(true)
  expectNoPartTwice(server)
})
