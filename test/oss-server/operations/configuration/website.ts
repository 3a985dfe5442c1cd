import { invalidArgument, malformedXml, ServiceError } from '../../errors.ts'
import { children, text, type XmlNode } from '../../xml.ts'
import { readFlag } from './kinds.ts'

const maxRoutingRules = 20
const redirectTypes = ['Mirror', 'External', 'AliCDN', 'Internal']
const redirectCodes = ['301', '302', '307']

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketwebsite */
export function checkWebsite(document: XmlNode): void {
  const known = ['IndexDocument', 'ErrorDocument', 'RoutingRules']
  if (known.every((name) => document[name] === undefined)) {
    throw malformedXml('One of IndexDocument, ErrorDocument and RoutingRules is needed.')
  }
  for (const index of given(document, 'IndexDocument')) checkIndex(index)
  for (const page of given(document, 'ErrorDocument')) {
    if ((text(page, 'Key') ?? '') === '') throw malformedXml('The Key of ErrorDocument is empty.')
    const status = text(page, 'HttpStatus')
    if (status !== null && status !== '200' && status !== '404') {
      throw invalidArgument('HttpStatus is 200 or 404.', 'HttpStatus', status)
    }
  }
  checkRules(children(document, 'RoutingRules').flatMap((all) => children(all, 'RoutingRule')))
}

/** Beside rules, libraries write an element without content for what is not meant. */
function given(document: XmlNode, name: string): readonly XmlNode[] {
  const nodes = children(document, name)
  if (document.RoutingRules === undefined) return nodes
  return nodes.filter((node) => Object.keys(node).some((child) => text(node, child) !== ''))
}

function checkIndex(index: XmlNode): void {
  const suffix = text(index, 'Suffix') ?? ''
  if (suffix === '' || suffix.includes('/')) {
    throw invalidArgument('The suffix is empty or holds a slash.', 'Suffix', suffix)
  }
  readFlag(index, 'SupportSubDir')
  const type = text(index, 'Type')
  if (type !== null && !['0', '1', '2'].includes(type)) {
    throw invalidArgument('Type is 0, 1 or 2.', 'Type', type)
  }
}

function checkRules(rules: readonly XmlNode[]): void {
  if (rules.length > maxRoutingRules) {
    throw new ServiceError(400, 'InvalidArgument', 'There are too many routing rules.', {
      fields: { ArgumentName: 'RoutingRules', ArgumentValue: rules.length },
    })
  }
  const numbers = rules.map((rule) => text(rule, 'RuleNumber') ?? '')
  for (const number of numbers) {
    if (!/^[1-9]\d*$/.test(number)) {
      throw invalidArgument('RuleNumber is a positive number.', 'RuleNumber', number)
    }
  }
  if (new Set(numbers).size !== numbers.length) {
    throw invalidArgument('RuleNumber must be unique.', 'RuleNumber', numbers.join())
  }
  for (const rule of rules) {
    if (rule.LuaConfig !== undefined) continue
    const [redirect] = children(rule, 'Redirect')
    if (redirect === undefined) throw malformedXml('A routing rule needs a Redirect.')
    const type = text(redirect, 'RedirectType') ?? ''
    if (!redirectTypes.includes(type)) {
      throw invalidArgument('Unknown RedirectType.', 'RedirectType', type)
    }
    const code = text(redirect, 'HttpRedirectCode')
    if (code !== null && !redirectCodes.includes(code)) {
      throw invalidArgument('Unknown HttpRedirectCode.', 'HttpRedirectCode', code)
    }
  }
}
