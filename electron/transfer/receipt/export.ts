import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { catalogFor } from '../../../shared/i18n/catalogs.ts'
import type { Locale } from '../../../shared/i18n/format.ts'
import { localFailureOf } from '../local-failure.ts'
import type { ItemPages } from '../store/item-pages.ts'
import { byteOrderMark, csvHeader, csvRow } from './csv.ts'

interface ReceiptExport {
  readonly pages: Pick<ItemPages, 'after'>
  readonly transferId: number
  /** Language of header, results and causes. */
  readonly locale: Locale
  readonly path: string
  /** Beside `path`, so that giving the file its name is one step. */
  readonly tempPath: string
}

/** So many that reading and writing them out takes no longer than a frame; then others have a turn. */
const rowsAtOnce = 500

/** Writes a receipt as CSV, in one step as a whole or not at all. Throws `local.*` failures. */
export async function exportReceipt(wanted: ReceiptExport): Promise<void> {
  const { path, tempPath } = wanted
  try {
    const file = await open(tempPath, 'wx')
    try {
      await writeAll(wanted, file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(tempPath, path)
  } catch (error) {
    await rm(tempPath, { force: true })
    throw localFailureOf(error, path)
  }
}

async function writeAll(wanted: ReceiptExport, file: FileHandle): Promise<void> {
  const { pages, transferId, locale } = wanted
  const messages = catalogFor(locale)
  await file.writeFile(byteOrderMark + csvHeader(messages))
  for (let last = 0; ; ) {
    const items = pages.after(transferId, last, rowsAtOnce)
    const end = items.at(-1)
    if (end === undefined) return
    await file.writeFile(items.map((item) => csvRow(item, messages)).join(''))
    last = end.id
  }
}
