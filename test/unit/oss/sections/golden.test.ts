import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildSection,
  parseSection,
  sectionOperations,
} from '../../../../electron/oss/operations/section.ts'
import { sectionNames } from '../../../../shared/bucket-config.ts'
import { FailureError } from '../../../../shared/ipc/failure.ts'
import { sectionOf, sections } from '../../../../shared/oss/sections.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const corsXml =
  `${declaration}<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>` +
  '<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>' +
  '<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>' +
  '<MaxAgeSeconds>0600</MaxAgeSeconds><Later><Deep>  1 </Deep></Later></CORSRule>' +
  '<ResponseVary>false</ResponseVary><Unknown a="1">x &amp; y</Unknown></CORSConfiguration>'
const lifecycleXml =
  `${declaration}<LifecycleConfiguration><Rule><ID>r1</ID><Prefix>logs/</Prefix>` +
  '<Status>Enabled</Status><Filter><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan>' +
  '<ObjectSizeLessThan>64000</ObjectSizeLessThan><Not><Prefix>logs/keep/</Prefix>' +
  '<Tag><Key>k</Key><Value>v</Value></Tag></Not></Filter><Tag><Key>a</Key><Value>b</Value></Tag>' +
  '<Transition><Days>30</Days><StorageClass>IA</StorageClass><IsAccessTime>true</IsAccessTime>' +
  '<ReturnToStdWhenVisit>false</ReturnToStdWhenVisit></Transition>' +
  '<Expiration><Days>365</Days></Expiration><NoncurrentVersionTransition>' +
  '<NoncurrentDays>10</NoncurrentDays><StorageClass>IA</StorageClass></NoncurrentVersionTransition>' +
  '<NoncurrentVersionExpiration><NoncurrentDays>60</NoncurrentDays></NoncurrentVersionExpiration>' +
  '<AbortMultipartUpload><Days>7</Days></AbortMultipartUpload><Later>1</Later></Rule>' +
  '<Rule><ID>r2</ID><Prefix></Prefix><Status>Disabled</Status><Expiration><Date>' +
  '2020-01-01T00:00:00.000Z</Date></Expiration></Rule></LifecycleConfiguration>'

describe('golden documents', () => {
  test('cors comes back byte for byte, unknown elements and attributes included', () => {
    expect(buildSection(sections.cors, parseSection(sections.cors, corsXml))).toBe(corsXml)
  })

  test('lifecycle comes back byte for byte', () => {
    const document = parseSection(sections.lifecycle, lifecycleXml)
    expect(buildSection(sections.lifecycle, document)).toBe(lifecycleXml)
  })

  test('what the service adds by itself is not sent', () => {
    const xml = lifecycleXml.replace('</Rule>', '<AtimeBase>1631698332</AtimeBase></Rule>')
    const document = parseSection(sections.lifecycle, xml)
    expect(document.Rule[0]?.AtimeBase).toBe('1631698332')
    expect(buildSection(sections.lifecycle, document)).toBe(lifecycleXml)
  })

  test('acl is read from XML and written as a header', () => {
    const xml = `${declaration}<AccessControlPolicy><Owner><ID>1</ID></Owner><AccessControlList><Grant>public-read</Grant></AccessControlList></AccessControlPolicy>`
    const document = parseSection(sections.acl, xml)
    const { put } = sectionOperations(sections.acl)
    expect(put.request({ bucket: 'b', document })).toEqual({
      bucket: 'b',
      query: { acl: null },
      headers: { 'x-oss-acl': 'public-read' },
    })
  })

  test('another document is refused, not guessed at', () => {
    const wrong = `${declaration}<AccessControlPolicy><AccessControlList/></AccessControlPolicy>`
    expect(() => parseSection(sections.acl, wrong)).toThrow(FailureError)
    expect(() => parseSection(sections.cors, lifecycleXml)).toThrow(FailureError)
  })

  test.each(sectionNames)('the empty document of %s passes its own schema', (name) => {
    const section = sectionOf(name)
    expect(section.name).toBe(name)
    expect(section.schema.parse(section.empty)).toEqual(section.empty)
  })
})

const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) =>
  // XML 1.0 cannot carry the rest, and blanks between elements mean nothing.
  value
    .replace(/[^\u0021-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[\s\u0085]/g, ''),
)
const texts = fc.array(text, { minLength: 1, maxLength: 3 })
const corsRule = fc.record(
  {
    AllowedOrigin: texts,
    AllowedMethod: texts,
    AllowedHeader: texts,
    ExposeHeader: texts,
    MaxAgeSeconds: text,
    Unknown: fc.record({ Inside: text }),
  },
  { requiredKeys: ['AllowedOrigin', 'AllowedMethod'] },
)
const timing = fc.oneof(fc.record({ Days: text }), fc.record({ CreatedBeforeDate: text }))
const lifecycleRule = fc.record(
  {
    ID: text,
    Prefix: text,
    Status: text,
    Tag: fc.array(fc.record({ Key: text, Value: text }), { minLength: 1, maxLength: 2 }),
    Transition: fc.array(timing, { minLength: 1, maxLength: 3 }),
    Expiration: timing,
    Unknown: text,
  },
  { requiredKeys: ['ID', 'Prefix', 'Status'] },
)

describe('any document', () => {
  test('survives writing and reading', () => {
    fc.assert(
      fc.property(fc.array(corsRule, { maxLength: 3 }), (rules) => {
        const document = sections.cors.schema.parse({ CORSRule: rules })
        const again = parseSection(sections.cors, buildSection(sections.cors, document))
        expect(again).toEqual(document)
      }),
    )
    fc.assert(
      fc.property(fc.array(lifecycleRule, { maxLength: 3 }), (rules) => {
        const document = sections.lifecycle.schema.parse({ Rule: rules })
        const again = parseSection(sections.lifecycle, buildSection(sections.lifecycle, document))
        expect(again).toEqual(document)
      }),
    )
  })
})
