import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes files below `folder`: a number is a size of random bytes, null an empty folder. */
export async function writeTree(
  folder: string,
  tree: Readonly<Record<string, number | string | null>>,
): Promise<void> {
  for (const [name, content] of Object.entries(tree)) {
    const path = join(folder, name)
    if (content === null) {
      await mkdir(path, { recursive: true })
      continue
    }
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, typeof content === 'number' ? randomBytes(content) : content)
  }
}

/** Relative names of everything below a folder with a digest of the content; folders end in `/`. */
export async function readTree(folder: string): Promise<Readonly<Record<string, string>>> {
  const tree: Record<string, string> = {}
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name)
    if ((await stat(path)).isDirectory()) {
      if ((await readdir(path)).length === 0) tree[`${name}/`] = ''
    } else {
      tree[name] = createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
    }
  }
  return tree
}
