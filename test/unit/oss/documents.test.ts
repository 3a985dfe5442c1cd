import { describe, expect, it } from 'vitest'
import {
  buildSection,
  parseSection,
  sectionOperations,
} from '../../../electron/oss/operations/section.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { accountDocuments } from '../../../shared/oss/account-documents.ts'
import { documentNames, documentOf, documents } from '../../../shared/oss/documents.ts'
import { samples } from './document-samples.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
/** They say nothing without them. */
const needed: readonly string[] = [
  'accessPoint',
  'asyncFetchTask',
  'cnameToken',
  'inventory',
  'redundancyTransition',
  'referer',
  'requestPayment',
  'storageCapacity',
  'style',
  'transferAcceleration',
]

describe.each(Object.entries(samples))('%s', (name, sample) => {
  const section = documentOf(name as keyof typeof samples)
  const json = section.wire.kind === 'json'
  /** What PUT carries: the document, or one element of it. */
  const sent = (whole: string): string => {
    const part = section.putElement
    if (part === null) return json ? whole : declaration + whole
    const end = `</${part}>`
    return declaration + whole.slice(whole.indexOf(`<${part}>`), whole.indexOf(end) + end.length)
  }

  it('comes back byte for byte', () => {
    const document = parseSection(section, sample)
    expect(buildSection(section, document)).toBe(sent(sample))
    expect(section.isEmpty(document)).toBe(false)
  })

  it('keeps what it does not know', () => {
    const added = '<LaterElement><Deep a="1">x</Deep></LaterElement>'
    const outer = section.putElement ?? section.root
    const later = json
      ? sample.replace(/\}$/, ',"LaterElement":{"Deep":["x",1]}}')
      : sample.replace(`</${outer}>`, `${added}</${outer}>`)
    expect(later).not.toBe(sample)
    expect(buildSection(section, parseSection(section, later))).toBe(sent(later))
  })
})

it('leaves none out but the one that is a header', () => {
  expect([...Object.keys(samples), 'acl'].sort()).toEqual([...documentNames].sort())
})

describe('every document', () => {
  it.each(documentNames)('%s has an empty form that its schema takes', (name) => {
    const section = documentOf(name)
    expect(section.name).toBe(name)
    expect(section.schema.parse(section.empty)).toEqual(section.empty)
    expect(section.isEmpty(section.empty)).toBe(name !== 'acl')
    expect(() => parseSection(section, '<Other/>')).toThrow(FailureError)
  })

  it.each(documentNames.filter((name) => name !== 'acl'))('%s is read when it is empty', (name) => {
    const section = documentOf(name)
    const nothing = section.wire.kind === 'json' ? '{}' : `<${section.root}/>`
    const read = (): unknown => parseSection(section, nothing)
    if (needed.includes(name)) expect(read).toThrow(FailureError)
    else expect(section.schema.parse(read())).toEqual(read())
  })
})

it('names a documentation page for each', () => {
  for (const { documentation } of [
    ...documentNames.map(documentOf),
    ...Object.values(accountDocuments),
  ]) {
    expect(documentation).toMatch(/^https:\/\/help\.aliyun\.com\/zh\/oss\/[a-z-]+\/[a-z0-9-]+$/)
  }
})

it('asks for the sub-resource of the service, whatever the section is called', () => {
  const { get, put } = sectionOperations(documents.accessMonitor)
  expect(get.request({ bucket: 'b' })).toEqual({ bucket: 'b', query: { accessmonitor: null } })
  const input = { bucket: 'b', document: { Status: 'Enabled' } }
  expect(put.request(input)).toEqual({
    bucket: 'b',
    query: { accessmonitor: null },
    headers: { 'content-type': 'application/xml' },
    body: declaration + samples.accessMonitor,
    contentMd5: true,
  })
})
