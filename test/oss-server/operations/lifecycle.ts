import { invalidArgument, malformedXml, ServiceError } from '../errors.ts'
import type { BucketExchange } from '../exchange.ts'
import { header } from '../request.ts'
import { children, text, texts, type XmlNode } from '../xml.ts'
import { isSwitchedOn, switches } from './configuration/configured.ts'
import { readFlag } from './configuration/kinds.ts'
import { tagCharacters } from './metadata.ts'

const maxRules = 1000
const actions = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortMultipartUpload',
]
const classOrder = ['IA', 'Archive', 'ColdArchive', 'DeepColdArchive']

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlifecycle */
export function checkLifecycle(document: XmlNode, exchange: BucketExchange): void {
  const rules = children(document, 'Rule')
  if (rules.length === 0 || rules.length > maxRules) {
    throw malformedXml(`A lifecycle has 1 to ${maxRules} rules.`)
  }
  const ids = rules.map((rule) => text(rule, 'ID') ?? '').filter((id) => id !== '')
  if (new Set(ids).size !== ids.length) {
    throw invalidArgument('Rule IDs must be unique.', 'ID', ids.join())
  }
  for (const rule of rules) checkRule(rule)
  const overlapAllowed = header(exchange.request, 'x-oss-allow-same-action-overlap') === 'true'
  if (!overlapAllowed) checkOverlap(rules)
  const { store } = exchange.server
  if (
    rules.some(goesByAccess) &&
    !isSwitchedOn(store, exchange.bucket.name, switches.accessMonitored)
  ) {
    throw invalidRequest('The bucket does not record accesses.', '0014-00000016')
  }
}

/** Whether a rule counts from the last access. */
export function goesByAccess(rule: XmlNode): boolean {
  const steps = [...children(rule, 'Transition'), ...children(rule, 'NoncurrentVersionTransition')]
  return steps.some((step) => text(step, 'IsAccessTime')?.toLowerCase() === 'true')
}

function checkRule(rule: XmlNode): void {
  const id = text(rule, 'ID') ?? ''
  if (id.length > 255) throw invalidArgument('The ID is too long.', 'ID', id)
  const status = text(rule, 'Status')
  if (status !== 'Enabled' && status !== 'Disabled') throw malformedXml('Unknown Status.')
  if (rule.Prefix === undefined) throw malformedXml('Prefix is missing.')
  if (!actions.some((action) => rule[action] !== undefined)) {
    throw invalidRequest('A rule needs at least one action.')
  }
  checkExpiration(rule)
  for (const transition of children(rule, 'Transition')) {
    checkStep(transition)
    daysOrDate(transition)
  }
  for (const action of children(rule, 'NoncurrentVersionExpiration')) {
    wholeDays(action, 'NoncurrentDays')
  }
  for (const transition of children(rule, 'NoncurrentVersionTransition')) {
    checkStep(transition)
    wholeDays(transition, 'NoncurrentDays')
  }
  for (const abort of children(rule, 'AbortMultipartUpload')) daysOrDate(abort)
  if (children(rule, 'AbortMultipartUpload').length > 0 && rule.Tag !== undefined) {
    throw invalidRequest('AbortMultipartUpload does not go with Tag.')
  }
  for (const tag of children(rule, 'Tag')) checkTag(tag)
  checkMixture(rule)
  checkOrder(rule)
  checkFilter(rule)
}

/** Longer ones than objects can have are taken, and match nothing. */
function checkTag(tag: XmlNode): void {
  for (const name of ['Key', 'Value']) {
    const value = text(tag, name) ?? ''
    if (!tagCharacters.test(value)) throw invalidArgument('The tag is not valid.', name, value)
  }
}

function checkExpiration(rule: XmlNode): void {
  for (const expiration of children(rule, 'Expiration')) {
    const given = ['Days', 'CreatedBeforeDate', 'ExpiredObjectDeleteMarker', 'Date'].filter(
      (name) => expiration[name] !== undefined,
    )
    if (given.length !== 1) throw malformedXml('Expiration needs exactly one of its elements.')
    if (given[0] === 'ExpiredObjectDeleteMarker') {
      if (rule.Tag !== undefined) {
        throw invalidRequest('ExpiredObjectDeleteMarker does not go with Tag.')
      }
    } else if (given[0] !== 'Date') daysOrDate(expiration)
  }
}

/** What transitions of current and of noncurrent versions have in common. */
function checkStep(transition: XmlNode): void {
  const storageClass = text(transition, 'StorageClass') ?? ''
  if (!classOrder.includes(storageClass)) {
    throw invalidArgument('Unknown StorageClass.', 'StorageClass', storageClass)
  }
  const returns = readFlag(transition, 'ReturnToStdWhenVisit')
  readFlag(transition, 'AllowSmallFile')
  if (readFlag(transition, 'IsAccessTime') !== true) {
    if (returns !== null) throw invalidRequest('ReturnToStdWhenVisit needs IsAccessTime.')
    return
  }
  if (transition.CreatedBeforeDate !== undefined) {
    const message = 'IsAccessTime goes with Days, not with CreatedBeforeDate.'
    throw invalidRequest(message, '0014-00000047')
  }
  if (returns === null) {
    throw invalidRequest('IsAccessTime needs ReturnToStdWhenVisit.', '0014-00000052')
  }
}

function daysOrDate(action: XmlNode): void {
  const date = text(action, 'CreatedBeforeDate')
  if (date === null) {
    wholeDays(action, 'Days')
    return
  }
  if (action.Days !== undefined)
    throw malformedXml('Days and CreatedBeforeDate exclude each other.')
  if (!/^\d{4}-\d\d-\d\dT00:00:00(\.000)?Z$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw invalidArgument('The date must be midnight UTC.', 'CreatedBeforeDate', date)
  }
}

function wholeDays(action: XmlNode, name: string): void {
  const days = text(action, name) ?? ''
  if (!/^[1-9]\d*$/.test(days)) throw invalidArgument(`${name} must be at least 1.`, name, days)
}

function checkMixture(rule: XmlNode): void {
  const timed = [...children(rule, 'Expiration'), ...children(rule, 'Transition')]
  const byDays = timed.some((action) => action.Days !== undefined)
  const byDate = timed.some((action) => action.CreatedBeforeDate !== undefined)
  if (byDays && byDate) {
    throw invalidRequest('Days and CreatedBeforeDate may not be mixed.', '0014-00000080')
  }
}

/** Colder classes come later, and deletion comes last. */
function checkOrder(rule: XmlNode): void {
  checkDays(rule, 'Transition', 'Expiration', 'Days')
  checkDays(rule, 'NoncurrentVersionTransition', 'NoncurrentVersionExpiration', 'NoncurrentDays')
}

/** Only days have an order: dates may lie as they like. */
function checkDays(rule: XmlNode, transition: string, expiration: string, unit: string): void {
  const steps = children(rule, transition)
    .map((each) => ({
      rank: classOrder.indexOf(text(each, 'StorageClass') ?? ''),
      at: text(each, unit),
    }))
    .concat(children(rule, expiration).map((each) => ({ rank: 99, at: text(each, unit) })))
    .filter((step) => step.at !== null)
    .sort((a, b) => a.rank - b.rank)
  for (const [index, step] of steps.entries()) {
    const previous = steps[index - 1]
    if (previous === undefined) continue
    const sooner = Number(step.at) <= Number(previous.at)
    if (sooner || step.rank === previous.rank) {
      throw invalidArgument('The actions of a rule are out of order.', unit, String(step.at))
    }
  }
}

function checkFilter(rule: XmlNode): void {
  const prefix = text(rule, 'Prefix') ?? ''
  for (const filter of children(rule, 'Filter')) {
    const greater = text(filter, 'ObjectSizeGreaterThan')
    const less = text(filter, 'ObjectSizeLessThan')
    if (greater !== null && less !== null && Number(greater) >= Number(less)) {
      const message = 'ObjectSizeGreaterThan must be below ObjectSizeLessThan.'
      throw invalidArgument(message, 'ObjectSizeGreaterThan', greater, '0014-00000041')
    }
    const sized = greater !== null || less !== null
    const small = children(rule, 'Transition').some((each) => each.AllowSmallFile !== undefined)
    if (sized && small) {
      throw invalidRequest('AllowSmallFile does not go with size filters.', '0014-00000054')
    }
    for (const not of children(filter, 'Not')) {
      const excluded = text(not, 'Prefix') ?? ''
      if (!excluded.startsWith(prefix)) {
        throw invalidArgument('The prefix of Not lies outside the rule.', 'Prefix', excluded)
      }
    }
  }
}

/** Two rules with the same action on overlapping prefixes, and no tags that tell them apart. */
function checkOverlap(rules: readonly XmlNode[]): void {
  for (const [index, rule] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      if (rule.Tag !== undefined || other.Tag !== undefined) continue
      const [a = ''] = texts(rule, 'Prefix')
      const [b = ''] = texts(other, 'Prefix')
      const shared = actions.filter((action) => rule[action] && other[action])
      if (shared.length === 0 || !(a.startsWith(b) || b.startsWith(a))) continue
      throw invalidArgument(`Overlap for same action type ${shared[0]}`, 'Prefix', a)
    }
  }
}

function invalidRequest(message: string, ec?: string): ServiceError {
  return new ServiceError(400, 'InvalidRequest', message, ec === undefined ? {} : { ec })
}
