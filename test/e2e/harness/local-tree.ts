import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

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

/** The files below `folder`, temporary ones included. */
export async function treeOf(folder: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const named = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    return [path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path)] as const
  })
  return Object.fromEntries(await Promise.all(named))
}
