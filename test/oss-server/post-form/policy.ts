import { accessDenied, ServiceError } from '../errors.ts'

interface Policy {
  readonly expiration: string
  readonly conditions: readonly unknown[]
}

/** `policy` is the base64 of a JSON document, as the form carries it. */
export function readPolicy(policy: string): Policy {
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(policy, 'base64').toString('utf8'))
  } catch {
    throw invalidPolicy('Invalid JSON.')
  }
  const { expiration, conditions } = (parsed ?? {}) as Partial<Policy>
  if (typeof expiration !== 'string' || Number.isNaN(Date.parse(expiration))) {
    throw invalidPolicy('expiration is missing or no date.')
  }
  if (!Array.isArray(conditions)) throw invalidPolicy('conditions is missing.')
  return { expiration, conditions }
}

/** Everything but the size of the file, which is not known yet. */
export function checkPolicy(
  policy: Policy,
  fields: ReadonlyMap<string, string>,
  nowMs: number,
): void {
  if (Date.parse(policy.expiration) <= nowMs) throw refused('Policy expired.')
  for (const condition of policy.conditions) {
    if (Array.isArray(condition)) checkListed(condition, fields)
    else if (typeof condition === 'object' && condition !== null) {
      for (const [name, value] of Object.entries(condition)) {
        if (fields.get(name.toLowerCase()) === String(value)) continue
        refuse(['eq', `$${name}`, value])
      }
    } else throw invalidPolicy('A condition is a list or an object.')
  }
}

function checkListed(condition: readonly unknown[], fields: ReadonlyMap<string, string>): void {
  if (!holds(condition, fields)) refuse(condition)
}

function holds(condition: readonly unknown[], fields: ReadonlyMap<string, string>): boolean {
  const [kind, field, wanted] = condition
  const value = fields.get(String(field).replace(/^\$/, '').toLowerCase()) ?? ''
  switch (String(kind).toLowerCase()) {
    case 'content-length-range':
      return true
    case 'eq':
      return value === String(wanted)
    case 'starts-with':
      return value.startsWith(String(wanted))
    case 'in':
      return Array.isArray(wanted) && wanted.includes(value)
    case 'not-in':
      return Array.isArray(wanted) && !wanted.includes(value)
    default:
      throw invalidPolicy('Unknown condition.')
  }
}

/** The sizes that the policy allows. */
export function sizeLimits(policy: Policy | null): readonly (readonly [number, number])[] {
  return (policy?.conditions ?? [])
    .filter((each): each is unknown[] => Array.isArray(each))
    .filter(([kind]) => String(kind).toLowerCase() === 'content-length-range')
    .map(([, least, most]) => [Number(least), Number(most)] as const)
}

function refuse(condition: readonly unknown[]): never {
  throw refused(`Policy Condition failed: ${JSON.stringify(condition)}`)
}

function refused(reason: string): ServiceError {
  return accessDenied(`Invalid according to Policy: ${reason}`)
}

function invalidPolicy(message: string): ServiceError {
  return new ServiceError(400, 'InvalidPolicyDocument', `Invalid Policy: ${message}`)
}
