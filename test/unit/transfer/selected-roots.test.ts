import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../property-seed.ts'
import { withoutOverlap } from '../../../electron/transfer/selected-roots.ts'

const name = fc.array(fc.constantFrom('a', 'b', '/', '\u{1f600}'), { minLength: 1, maxLength: 5 })
const names = fc.array(
  name.map((letters) => letters.join('')),
  { maxLength: 8 },
)

test('every object that was chosen is found through exactly one root', () => {
  fc.assert(
    fc.property(names, names, names, (prefixes, keys, objects) => {
      const kept = withoutOverlap(prefixes, keys)
      for (const object of [...objects, ...keys, ...prefixes]) {
        const chosen = keys.includes(object) || prefixes.some((one) => object.startsWith(one))
        const found =
          kept.keys.filter((key) => key === object).length +
          kept.prefixes.filter((prefix) => object.startsWith(prefix)).length
        expect(found).toBe(Number(chosen))
      }
    }),
  )
})

test('what does not overlap stays in its order', () => {
  const kept = withoutOverlap(['b/', 'a/', 'b/'], ['c', 'a/x', 'B', 'c'])
  expect(kept).toEqual({ prefixes: ['b/', 'a/'], keys: ['c', 'B'] })
})
