import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { SectionTarget } from '../../shared/bucket-config.ts'
import { isSameTarget, type UndoRecord, type UndoStore, undoRecordSchema } from './undo.ts'

/** Older records are forgotten, so that the file stays small. */
const mostRecords = 200

const fileSchema = z.object({ version: z.literal(1), records: z.array(z.unknown()) })

/**
 * Undo records in one small file, newest last, replaced atomically. It holds bucket settings, no
 * secret. A file that cannot be read costs the undo of earlier changes and nothing else; the next
 * change writes a new one.
 */
export function createUndoFile(path: string): UndoStore {
  let loading: Promise<readonly UndoRecord[]> | null = null
  let changing: Promise<void> = Promise.resolve()

  const load = (): Promise<readonly UndoRecord[]> => {
    loading ??= readRecords(path)
    return loading
  }
  const change = (
    next: (current: readonly UndoRecord[]) => readonly UndoRecord[],
  ): Promise<void> => {
    const result = changing.then(async () => {
      const changed = next(await load()).slice(-mostRecords)
      loading = Promise.resolve(changed)
      await writeRecords(path, changed)
    })
    changing = result.catch(() => undefined)
    return result
  }
  const others = (current: readonly UndoRecord[], target: SectionTarget): readonly UndoRecord[] =>
    current.filter((record) => !isSameTarget(record, target))

  return {
    find: async (target) => (await load()).find((record) => isSameTarget(record, target)) ?? null,
    keep: (record) => change((current) => [...others(current, record), record]),
    forget: (target) => change((current) => others(current, target)),
  }
}

async function readRecords(path: string): Promise<readonly UndoRecord[]> {
  try {
    const file = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    return file.records.flatMap((record) => undoRecordSchema.safeParse(record).data ?? [])
  } catch {
    return []
  }
}

async function writeRecords(path: string, records: readonly UndoRecord[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify({ version: 1, records }))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}
