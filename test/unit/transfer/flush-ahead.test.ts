import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FlushAhead } from '../../../electron/transfer/data-plane/flush-ahead.ts'

const mebibyte = 1024 * 1024

it('flushes once enough was written, and tells when the disk refuses', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flush-'))
  try {
    const file = openSync(join(folder, 'file'), 'w')
    const ahead = new FlushAhead()
    await ahead.wrote(file, 64 * mebibyte)
    closeSync(file)
    // The file is closed: whatever is asked of it fails, so nothing was asked yet.
    await ahead.wrote(file, 63 * mebibyte)
    await expect(ahead.wrote(file, mebibyte)).rejects.toMatchObject({ code: 'EBADF' })
    // And it goes on counting from there.
    await ahead.wrote(file, 63 * mebibyte)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
