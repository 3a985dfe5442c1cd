import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { en } from '../../../shared/i18n/en.ts'
import type { OssServer } from '../../oss-server/server.ts'
import { FilesPage } from '../pages/files.ts'
import { TransfersPanel } from '../pages/transfers.ts'
import { dropFiles } from './drop-files.ts'
import { expect } from './fixtures.ts'
import { bytesOf } from './local-tree.ts'

/** Five parts of 8 MiB. */
const sizeBytes = 40 * 1024 * 1024
export const film = 'film.mp4'

type Faults = Pick<OssServer, 'faults'>
type Held = Parameters<Faults['faults']['add']>[0]['effect']

/**
 * An upload of `film` to the empty bucket `photos` that stands still on its way, however fast the
 * machine is: the server takes two parts, and every other one meets `effect`. Answers its path.
 */
export async function startHeldUpload(
  page: Page,
  server: OssServer,
  folder: string,
  effect: Held = { kind: 'hang' },
): Promise<string> {
  server.faults.add({ operation: 'UploadPart', skip: 2, effect })
  const path = join(folder, film)
  await writeFile(path, bytesOf(sizeBytes, 9))
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await expect(page.getByText(en.browser.table.emptyBucket)).toBeVisible()
  await dropFiles(page, files.pane, [path])
  const panel = new TransfersPanel(page)
  await panel.open()
  await expect(panel.newest.getByRole('progressbar')).toBeVisible()
  await expect.poll(() => acknowledgedParts(server).length).toBe(2)
  return path
}

/** Part numbers in the order in which the server acknowledged them. */
export function acknowledgedParts(server: OssServer): readonly (number | null)[] {
  return server.requests
    .list(0, ['UploadPart'])
    .filter(({ status, acknowledged }) => status === 200 && acknowledged)
    .map(({ partNumber }) => partNumber)
}

export function expectNoPartTwice(server: OssServer): void {
  const parts = acknowledgedParts(server)
  expect(new Set(parts).size).toBe(parts.length)
  expect(server.requests.list(0, ['InitiateMultipartUpload'])).toHaveLength(1)
}

/**
 * A download of `film` from `photos` into `target` that stands still: two ranges are answered, the
 * others are not. Answers the bytes that are to arrive.
 */
export async function startHeldDownload(
  desk: {
    readonly page: Page
    answerDialog(answer: { readonly filePaths: string[] }): Promise<void>
  },
  server: OssServer,
  put: (bytes: Buffer) => Promise<unknown>,
  target: string,
): Promise<Buffer> {
  const bytes = bytesOf(sizeBytes, 11)
  await put(bytes)
  const { page } = desk
  const files = new FilesPage(page)
  await files.openBucket('photos')
  await files.select(film)
  server.faults.add({ operation: 'GetObject', skip: 2, effect: { kind: 'hang' } })
  await desk.answerDialog({ filePaths: [target] })
  await files.toolbar(en.browser.toolbar.download).click()
  const panel = new TransfersPanel(page)
  await panel.open()
  await expect(panel.newest.getByRole('progressbar')).toBeVisible()
  await expect.poll(() => acknowledgedRanges(server)).toBe(2)
  return bytes
}

/** How many ranges the server sent to their end. */
export function acknowledgedRanges(server: OssServer): number {
  return server.requests
    .list(0, ['GetObject'])
    .filter(({ status, acknowledged }) => status === 206 && acknowledged).length
}
