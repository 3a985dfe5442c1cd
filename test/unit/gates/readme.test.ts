import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')
const manifest = JSON.parse(read('package.json')) as Readonly<
  Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>

/** Package → version, of the table of dependencies. */
function documented(): Readonly<Record<string, string>> {
  const table = readme.slice(readme.indexOf('## Dependencies'))
  const rows = [...table.matchAll(/^\| ([@a-z][^|]*) \| (\d[^|]*) \| [^|]+ \|$/gm)]
  const pairs = rows.flatMap(([, names = '', versions = '']) => {
    const list = versions.split(', ')
    return names.split(', ').map((name, index) => [name, list[index] ?? list[0] ?? ''] as const)
  })
  return Object.fromEntries(pairs)
}

test('the table of dependencies names every package with its pinned version, and no other', () => {
  const { dependencies, devDependencies } = manifest
  expect(documented()).toEqual({ ...dependencies, ...devDependencies })
})

test('every version is pinned', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('every script that README.md names is there, and those for people are named', () => {
  const named = [...readme.matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name)
  const known = new Set([...Object.keys(manifest.scripts), 'ci'])
  expect(named.filter((name) => !known.has(name))).toEqual([])
  const inner = ['types', 'lint', 'dead-code']
  const scripts = Object.keys(manifest.scripts).filter((name) => !inner.includes(name))
  expect(scripts.filter((name) => !named.includes(name))).toEqual([])
})
