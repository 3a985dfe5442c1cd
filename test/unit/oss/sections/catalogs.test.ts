import { describe, expect, test } from 'vitest'
import { chinese, english } from './words.ts'

/** Every text of a catalog; functions are called with values that are easy to find again. */
function texts(value: unknown, path = ''): readonly [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function')
    return [[path, String(called(value as (...values: unknown[]) => unknown))]]
  return Object.entries(value as object).flatMap(([name, part]) =>
    texts(part, path === '' ? name : `${path}.${name}`),
  )
}

function called(say: (...values: unknown[]) => unknown): unknown {
  const facts = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? 'V' : undefined) })
  for (const values of [[facts], [2, '2'], ['V', 'V', 'V'], [['V', 'W']]]) {
    try {
      const text = say(...values)
      if (typeof text === 'string' && !/\[object|undefined/.test(text)) return text
    } catch {
      // Another kind of argument.
    }
  }
  throw new Error(`cannot be called: ${say.toString()}`)
}

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('%s texts of the settings', (language, words) => {
  test('are there, and free of pleading, blame and shouting', () => {
    for (const [path, text] of texts(words.config)) {
      expect(text.trim(), path).not.toBe('')
      expect(text, path).not.toMatch(/[!！]|\bplease\b|请(?!求)|something went wrong|undefined/i)
    }
  })

  test('are in their own language', () => {
    for (const [path, text] of texts(words.config)) {
      const hasChinese = /\p{Script=Han}|[。，、：]/u.test(text)
      if (language === 'English') expect(hasChinese, `${path}: ${text}`).toBe(false)
      else if (/[a-z]{4}/.test(text)) expect(hasChinese, `${path}: ${text}`).toBe(true)
    }
  })
})
