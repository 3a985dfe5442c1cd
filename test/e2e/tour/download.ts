import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../../shared/i18n/en.ts'
import { digestsBelow } from '../harness/local-tree.ts'
import { FilesPage } from '../pages/files.ts'
import { TransfersPanel } from '../pages/transfers.ts'
import type { Scene } from './scene.ts'

const words = en.transfers

export async function download({ tour, desk, work }: Scene): Promise<void> {
  const { page } = desk
  const files = new FilesPage(page)
  const panel = new TransfersPanel(page)
  const done = () => panel.newest.getByText(words.states.done, { exact: true }).isVisible()
  const target = join(work, 'downloads')
  await mkdir(target)

  tour.step('Download the folder again and compare the bytes')
  await files.openFolder('from the desk')
  await files.select('trip')
  await desk.answerDialog({ filePaths: [target] })
  await files.toolbar(en.browser.toolbar.download).click()
  await tour.verify('it is done', done, true)
  const original = await digestsBelow(join(work, 'trip'))
  const back = () => digestsBelow(join(target, 'trip'))
  await tour.verify(
    `all ${Object.keys(original).length} files came back byte for byte`,
    async () => Object.entries(await back()).sort(),
    Object.entries(original).sort(),
  )
  const empty = () => readdir(join(target, 'trip', 'day 1', 'empty'))
  await tour.verify('and the empty folder', empty, [])

  tour.step('Download into a folder that has a file of the same name')
  await files.openFolder('trip')
  await files.select('notes.txt')
  const mine = join(work, 'mine')
  await mkdir(mine)
  await writeFile(join(mine, 'notes.txt'), 'something of my own\n')
  const before = await digestsBelow(mine)
  await desk.answerDialog({ filePaths: [mine] })
  await files.toolbar(en.browser.toolbar.download).click()
  const answers = panel.newest.getByRole('group', { name: words.conflict.answers })
  await tour.verify('it asks what to do', () => answers.isVisible(), true)
  await tour.picture(page, 'conflict')
  await tour.verify('nothing was overwritten meanwhile', () => digestsBelow(mine), before)
  await answers.getByRole('button', { name: words.conflict.keepBoth }).click()
  await tour.verify(
    'both are there afterwards',
    async () => Object.entries(await digestsBelow(mine)).sort(),
    [
      ['notes (2).txt', original['notes.txt']],
      ['notes.txt', before['notes.txt']],
    ],
  )
}
