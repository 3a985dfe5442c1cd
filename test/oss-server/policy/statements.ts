/** A statement of a bucket policy. Lists are never empty, but for the principals of `[]`. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly actions: readonly string[]
  readonly principals: readonly string[]
  readonly resources: readonly string[]
  /** All must hold. */
  readonly conditions: readonly Condition[]
}

export interface Condition {
  readonly operator: string
  readonly key: string
  /** One must hold. */
  readonly values: readonly string[]
}

/** Throws an Error that says what is wrong. */
export function readPolicy(text: string): readonly Statement[] {
  const policy = asRecord(JSON.parse(text), 'The policy')
  if (policy.Version !== '1') throw new Error('The Version must be 1.')
  if (!Array.isArray(policy.Statement) || policy.Statement.length === 0) {
    throw new Error('The policy needs a list of statements.')
  }
  return policy.Statement.map(readStatement)
}

function readStatement(value: unknown): Statement {
  const { Effect, Action, Principal, Resource, Condition } = asRecord(value, 'A statement')
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error('The Effect is Allow or Deny.')
  // Whoever names none means everybody.
  const principals = Principal === undefined ? [] : asTexts(Principal, 'Principal')
  const actions = asTexts(Action, 'Action')
  const resources = asTexts(Resource, 'Resource')
  if (actions.length === 0 || resources.length === 0) {
    throw new Error('A statement needs an Action and a Resource.')
  }
  return { effect: Effect, actions, principals, resources, conditions: readConditions(Condition) }
}

function readConditions(value: unknown): readonly Condition[] {
  if (value === undefined) return []
  return Object.entries(asRecord(value, 'The Condition')).flatMap(([operator, keys]) =>
    Object.entries(asRecord(keys, operator)).map(([key, values]) => ({
      operator,
      key,
      values: asTexts(values, key),
    })),
  )
}

function asRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new Error(`${what} must be an object.`)
}

function asTexts(value: unknown, what: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((each) => {
    if (typeof each === 'boolean' || typeof each === 'number') return String(each)
    if (typeof each === 'string' && each !== '') return each
    throw new Error(`${what} must be a text or a list of texts.`)
  })
}
