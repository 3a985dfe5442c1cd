import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { en } from '../../../shared/i18n/en.ts'
import { zhCn } from '../../../shared/i18n/zh-cn.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = globSync(
  ['renderer/**/*.{ts,tsx}', 'electron/app/*.ts', 'shared/i18n/*.ts', 'shared/oss/**/*.ts'],
  {
    cwd: root,
  },
)
  .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
  .join('\n')

/** Groups whose texts are looked up by a value: a code, a state, a storage class. */
const lookedUp =
  /^(errors\.by|errors\.unknown|browser\.(types|classes|newBucket\.(acl|aclHelp|classHelp|check)|newFolder\.check)|accounts\.check|objects\.(storageClass\.least|restore\.tier|entries\.(headers|examples|problem)|access\.(choice|help))|receipt\.(headline|sum|filters|details|csv)|transfers\.(kinds|states|items|attention|show|reasons)|settings\.(transfers\.conflicts|timetable\.(modes|preset)|speed)|config\.)/

function leaves(value: object, path: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null
      ? leaves(inner, [...path, name])
      : [[...path, name]],
  )
}

/** `words.name`, `words[…]` with the name quoted, or `{ name }` and `{ name: other }`. */
function isNamed(name: string): boolean {
  return new RegExp(`(\\.|'|\\{ (?:[\\w:]+, )*|, )${name}\\b`).test(sources)
}

it('has no text that nothing shows', () => {
  const unused = leaves(en)
    .filter((path) => !lookedUp.test(path.join('.')))
    .filter((path) => !isNamed(path.at(-1) ?? ''))
    .map((path) => path.join('.'))
  expect(unused).toEqual([])
})

it('has every text in both languages, and none is empty', () => {
  expect(leaves(zhCn).map(String).sort()).toEqual(leaves(en).map(String).sort())
  const texts = [en, zhCn].flatMap((catalog) => JSON.stringify(catalog))
  expect(texts.filter((text) => text.includes('""'))).toEqual([])
})

it('does not shout, beg or blame', () => {
  const bad = /[!！]|\bplease\b|(?<!申)请(?!求)|something went wrong|\boops\b/i
  const texts = JSON.stringify([en, zhCn]).split('"')
  expect(texts.filter((text) => bad.test(text))).toEqual([])
})
