import { ServiceError } from '../../errors.ts'
import type { BucketExchange } from '../../exchange.ts'
import { type Reply, xmlReply } from '../../reply.ts'
import type { XmlNode } from '../../xml.ts'

interface Statement {
  readonly Effect?: unknown
  readonly Action?: unknown
  readonly Principal?: unknown
  readonly Resource?: unknown
  readonly Condition?: unknown
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketpolicy */
export function checkPolicy(_document: XmlNode, _exchange: BucketExchange, body: string): void {
  const statements = readStatements(body)
  if (statements === null || statements.length === 0) {
    throw invalidPolicy('The policy must be JSON with a Version and a Statement list.')
  }
  for (const { Effect, Action, Principal, Resource } of statements) {
    if (Effect !== 'Allow' && Effect !== 'Deny') throw invalidPolicy('Unknown Effect.')
    if (![Action, Principal, Resource].every(isTextList)) {
      throw invalidPolicy('Action, Principal and Resource must be texts or lists of texts.')
    }
  }
}

/** Whether a statement lets everybody in, with no condition that narrows it. */
export function getBucketPolicyStatus({ server, bucket }: BucketExchange): Reply {
  const stored = server.store.buckets.configuration(bucket.name, 'policy')
  const statements = (stored === null ? null : readStatements(stored)) ?? []
  const isPublic = statements.some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' && asList(Principal).includes('*') && Condition === undefined,
  )
  return xmlReply('PolicyStatus', { IsPublic: isPublic })
}

function readStatements(body: string): readonly Statement[] | null {
  try {
    const policy = JSON.parse(body) as { Version?: unknown; Statement?: unknown } | null
    if (policy === null || typeof policy.Version !== 'string') return null
    return Array.isArray(policy.Statement) ? (policy.Statement as Statement[]) : null
  } catch {
    return null
  }
}

function isTextList(value: unknown): boolean {
  const list = asList(value)
  return list.length > 0 && list.every((item) => typeof item === 'string' && item !== '')
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function invalidPolicy(message: string): ServiceError {
  return new ServiceError(400, 'InvalidPolicyDocument', message, { ec: '0015-00000430' })
}
