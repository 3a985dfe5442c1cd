import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFully, parseXml } from '../../../electron/oss/xml.ts'
import { parsePlainXml } from '../../../electron/oss/xml-plain.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { samples } from './document-samples.ts'
import { exchanges } from './exchanges/all.ts'

const plain = (text: string) => parsePlainXml(text, 64, (raw) => raw)

const answers = [
  ...exchanges.map(({ answer }) => answer.body.toString('utf8')),
  ...Object.values(samples),
].filter((body) => body.startsWith('<'))

it('is enough for all that the service usually sends', () => {
  for (const text of answers) expect(plain(text)).not.toBeNull()
})

it('reads a declaration, blanks, a namespace, entities and empty elements', () => {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n<R xmlns="http://doc">\n  <A> 1 </A>\n  <B></B><C>&lt;</C>\n</R>'
  expect(parsePlainXml(text, 64, (raw) => raw.replace('&lt;', '<'))).toEqual({
    name: 'R',
    attributes: { xmlns: 'http://doc' },
    text: '',
    children: [
      { name: 'A', attributes: {}, children: [], text: ' 1 ' },
      { name: 'B', attributes: {}, children: [], text: '' },
      { name: 'C', attributes: {}, children: [], text: '<' },
    ],
  })
})

it.each([
  '',
  'text',
  '<R>',
  '<R><A></R></A>',
  '<R/><R/>',
  '<R></R>x',
  'x<R></R>',
  '<R a="1"></R>',
  '<R><A b="1"></A></R>',
  '<R><!-- --></R>',
  '<R><![CDATA[x]]></R>',
  '<R>&</R>',
  '<R>&nothing ;</R>',
  '<R>a>b</R>',
  '<R>\u0001</R>',
  '<R>\r</R>',
  '<R></R >',
  '<a:R></a:R>',
  '<constructor></constructor>',
  '<?xml version="1.0"',
  '<?xml version="1.0"?>text<a></a>',
  '<?xml version="1.0" other="x"?><a></a>',
  '<a>'.repeat(65) + '</a>'.repeat(65),
])('leaves %j to the full parser', (text) => {
  expect(plain(text)).toBeNull()
})

function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    expect(error).toBeInstanceOf(FailureError)
    return 'refused'
  }
}

describe('differs in nothing from the full parser', () => {
  const same = (text: string): void => {
    const trimmed = text.trim()
    if (/<!(?!--|\[CDATA\[)/i.test(trimmed)) return
    expect(outcome(() => parseXml(text))).toEqual(outcome(() => parseFully(trimmed)))
  }

  it('for whatever is put together of pieces of XML', () => {
    const piece = fc.constantFrom(
      ...['<a>', '</a>', '<a/>', '<b>', '</b>', '<b c="d">', '<a xmlns="x">', '</a >', '<A-b_1>'],
      ...['</A-b_1>', '<', '>', '/', '&', '&amp;', '&#13;', '&#x4E2D;', '&nbsp;', '&#xD800;', ';'],
      ...[
        ' ',
        '\n',
        '\t',
        '\r',
        '\0',
        '\u000b',
        '\u007f',
        '\ufffe',
        '中',
        '😀',
        'x',
        '"',
        "'",
        ']]>',
      ],
      ...[
        '<!-- -->',
        '<![CDATA[',
        '<?xml version="1.0"?>',
        '<?',
        '?>',
        '<toString>',
        '</toString>',
      ],
    )
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(text, same), { numRuns: 5000 })
    fc.assert(
      fc.property(text, (inner) => same(`<r>${inner}</r>`)),
      { numRuns: 5000 },
    )
  })

  it('for answers that lost or gained something', () => {
    const change = fc.tuple(
      fc.constantFrom(...answers),
      fc.nat(),
      fc.nat(9),
      fc.string({ maxLength: 3 }),
    )
    fc.assert(
      fc.property(change, ([text, at, length, put]) => {
        const start = at % text.length
        same(text.slice(0, start) + put + text.slice(start + length))
      }),
      { numRuns: 3000 },
    )
  })
})
