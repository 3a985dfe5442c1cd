/** Names that are legal here and trip careless programs: one folder each, and one file in it. */
const hostileNames: readonly string[] = [
  'plain',
  'with spaces  two',
  ' begins and ends ',
  'trailing dots...',
  '.hidden',
  '照片 2024',
  'e\u0301 composed apart',
  '\u00e9 composed',
  '🙂🙃',
  'Case',
  'case',
  'per%20cent%2F',
  'plus+and&=?#',
  `quotes'"\`\``,
  'back\\slash',
  'semi;colon,comma',
  '<angle>|pipe*star',
  '-rf',
  '~tilde',
  'tab\tinside',
  '\u202eright to left',
  'long '.repeat(40),
]

/** Small files of 0 … 8 KiB, spread over folders with such names. */
export function hostileTree(count: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const name = hostileNames[at % hostileNames.length] ?? ''
      return [`${name}/${at} ${name.slice(0, 100)}`, (at * 997) % 8193]
    }),
  )
}
