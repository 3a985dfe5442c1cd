import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** Relative names with `/` → content; a name that ends in `/` is an empty folder. */
export type LocalTree = Readonly<Record<string, Buffer | null>>

/** Bytes that differ at every place and between seeds. */
export function bytesOf(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  let state = seed * 2_654_435_761
  for (let index = 0; index < sizeBytes; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[index] = state >>> 24
  }
  return bytes
}

export async function writeTree(folder: string, tree: LocalTree): Promise<void> {
  for (const [name, bytes] of Object.entries(tree)) {
    const path = join(folder, name)
    await mkdir(bytes === null ? path : dirname(path), { recursive: true })
    if (bytes !== null) await writeFile(path, bytes)
  }
}

/** SHA-256 of every file below `folder` by its relative name, temporary files included. */
export async function digestsBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const named = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    return [relative(folder, path).replaceAll('\\', '/'), digestOf(await readFile(path))] as const
  })
  return Object.fromEntries(await Promise.all(named))
}

/** The same of bytes in memory; comparing the bytes themselves takes the runner minutes. */
export function digestsOf(
  files: Readonly<Record<string, Buffer>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, digestOf(bytes)]))
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
