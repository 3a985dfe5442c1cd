import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { child, childrenOf, childText, parseXml, parseXmlOf } from '../../../electron/oss/xml.ts'
import { buildDocument, parseDocument } from '../../../electron/oss/xml-document.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'

function refusal(source: string | Uint8Array): string {
  try {
    parseXml(source)
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code
    throw error
  }
  return 'parsed'
}

describe('parseXml', () => {
  it('keeps values as text, with their blanks, entities decoded', () => {
    const root = parseXml(
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><R xmlns="http://doc">' +
        '<A> 007 </A><A>1e5</A><B/><C>&lt;&amp;&quot;&apos;&gt;&#13;&#x4E2D;&#x1F600;</C>' +
        '<D><![CDATA[<&lt;]]> x</D><E k="&amp;1">true</E><F>\n  <G/>\n</F></R>\n',
    )
    expect(childrenOf(root, 'A').map((element) => element.text)).toEqual([' 007 ', '1e5'])
    expect(childText(root, 'B')).toBe('')
    expect(childText(root, 'C')).toBe('<&"\'>\r中😀')
    expect(childText(root, 'D')).toBe('<&lt; x')
    expect(child(root, 'E')).toMatchObject({ attributes: { k: '&1' }, text: 'true' })
    expect(child(root, 'F')).toMatchObject({ text: '', children: [{ name: 'G' }] })
    expect(childText(root, 'Z')).toBeUndefined()
  })

  it('decodes an entity once, and leaves alone what is none', () => {
    const root = parseXml('<R>&amp;lt;&nbsp;&#xD800;&#1114112;&unknown; &amp;amp;</R>')
    expect(root.text).toBe('&lt;&nbsp;&#xD800;&#1114112;&unknown; &amp;')
  })

  it('keeps the order of elements of different names', () => {
    const root = parseXml('<L><V>1</V><D>2</D><V>3</V></L>')
    expect(root.children.map((element) => element.text)).toEqual(['1', '2', '3'])
  })

  it.each([
    ['nothing', ''],
    ['text', 'plain'],
    ['a page of a gateway', '<html><body><br></body></html>'],
    ['cut off in a tag', '<R><A'],
    ['cut off between tags', '<R><A>1</A>'],
    ['cut off in text', '<R><A>1'],
    ['badly nested', '<R><A></R></A>'],
    ['two roots', '<A/><B/>'],
    ['a document type', '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'],
    ['an entity', '<!ENTITY a "b"><r/>'],
    ['too deep', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
    ['bytes', Uint8Array.from([0xff, 0xfe, 0, 1])],
    ['a name of the language', '<__proto__><a/></__proto__>'],
  ])('refuses %s', (_, source) => {
    expect(refusal(source)).toBe('client.bad-response')
  })

  it('refuses another root than was asked for', () => {
    expect(() => parseXmlOf('ListBucketResult', '<Error/>')).toThrow(FailureError)
  })

  it('refuses a document larger than 32 MB before it looks at it', () => {
    expect(refusal(`<R>${'x'.repeat(33 * 1024 * 1024)}</R>`)).toBe('client.bad-response')
  })

  it('answers or refuses anything, and never throws something else', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '/>',
        '<a>',
        '</a>',
        '<a/>',
        '<?',
        '?>',
        '<!--',
        '-->',
        '&',
        ';',
      ),
      fc.constantFrom(
        '<![CDATA[',
        ']]>',
        '<!DOCTYPE',
        '"',
        "'",
        '=',
        '<a b="',
        '&#',
        '&#x',
        '&amp;',
      ),
      fc.constantFrom('<__proto__>', '<constructor>', '<#text>', '<:@>', '<a:b>', ' ', '\n', '\0'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const source = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(source, (text) => {
        expect(['parsed', 'client.bad-response']).toContain(refusal(text))
        expect(['parsed', 'client.bad-response']).toContain(refusal(`<r>${text}</r>`))
      }),
      { numRuns: 5000 },
    )
  })

  it('needs no more time than proportional to the length for what makes parsers crawl', () => {
    const million = 1_000_000
    const crawlers = [
      '<'.repeat(million),
      `<a ${'b="1" '.repeat(million / 6)}/>`,
      `<a${' '.repeat(million)}`,
      `<r>${'&'.repeat(million)}</r>`,
      `<r>${'<!--'.repeat(million / 4)}</r>`,
      `<r>${'<![CDATA['.repeat(million / 9)}</r>`,
      `<a b="${'x'.repeat(million)}`,
      `<r>${'<b/>'.repeat(million / 4)}</r>`,
      `<r>${'&#1'.repeat(million / 3)}</r>`,
    ]
    for (const text of crawlers) expect(['parsed', 'client.bad-response']).toContain(refusal(text))
  })
})

describe('documents', () => {
  const arrays = ['Rule', 'Rule.Filter.Not', 'CORSRule', 'CORSRule.AllowedOrigin']

  it('makes arrays where they are declared, and where a name repeats', () => {
    const xml =
      '<L xmlns="http://doc"><Rule><ID>1</ID><Filter><Not><Prefix/></Not></Filter></Rule>' +
      '<New><X>1</X><X>2</X></New><Status kind="a">On</Status></L>'
    expect(parseDocument(xml, { root: 'L', arrays })).toEqual({
      Rule: [{ ID: '1', Filter: { Not: [{ Prefix: '' }] } }],
      New: { X: ['1', '2'] },
      Status: { '@kind': 'a', '#text': 'On' },
    })
  })

  it('reads an empty document as an empty object', () => {
    expect(parseDocument('<L/>', { root: 'L', arrays })).toEqual({})
    expect(parseDocument('<L>\n</L>', { root: 'L', arrays })).toEqual({})
  })

  it('leaves out what is not there, and writes the rest in order', () => {
    const document = { B: [1, true], A: undefined, C: null, D: '', E: { '@k': '"', '#text': '<&' } }
    expect(buildDocument('R', document)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<R><B>1</B><B>true</B><D></D>' +
        '<E k="&quot;">&lt;&amp;</E></R>',
    )
  })

  it('gives back what it was given', () => {
    const name = fc.constantFrom(
      'Rule',
      'CORSRule',
      'AllowedOrigin',
      'Filter',
      'Not',
      'X',
      'Y-1',
      'Z',
    )
    const text = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      // Blanks alone between elements say nothing in XML, and line ends are read as \n.
      .map((value) => value.replace(/\p{Cc}/gu, ''))
    const { document } = fc.letrec<{ value: unknown; document: Record<string, unknown> }>(
      (tie) => ({
        value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, text, tie('document')),
        document: fc.dictionary(
          name,
          fc.oneof(tie('value'), fc.array(tie('value'), { minLength: 2, maxLength: 3 })),
          {
            minKeys: 1,
            maxKeys: 4,
            noNullPrototype: true,
          },
        ),
      }),
    )
    fc.assert(
      fc.property(document, (value) => {
        const xml = buildDocument('L', value)
        const read = parseDocument(xml, { root: 'L', arrays: [] })
        expect(read).toEqual(value)
        expect(buildDocument('L', read)).toBe(xml)
        const declared = parseDocument(xml, { root: 'L', arrays })
        expect(buildDocument('L', declared)).toBe(xml)
      }),
      { numRuns: 500 },
    )
  })

  it('carries every character that XML can, carriage returns included', () => {
    const value = { A: ' a\r\n\tb\u0001\u007f<>&"\'\u4e2d\ud83d\ude00 ' }
    expect(parseDocument(buildDocument('L', value), { root: 'L', arrays: [] })).toEqual(value)
  })
})
