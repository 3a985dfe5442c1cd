import { blocksPublicAccess } from '../../access.ts'
import { accessDenied, ServiceError } from '../../errors.ts'
import type { BucketExchange } from '../../exchange.ts'
import { isKnownOperator } from '../../policy/conditions.ts'
import { isPublic } from '../../policy/decide.ts'
import { readPolicy, type Statement } from '../../policy/statements.ts'
import { type Reply, xmlReply } from '../../reply.ts'
import type { XmlNode } from '../../xml.ts'

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketpolicy */
export function checkPolicy(_document: XmlNode, exchange: BucketExchange, body: string): void {
  if (checkedStatements(body).some(isPublic) && blocksPublicAccess(exchange, exchange.bucket)) {
    throw accessDenied('Put public bucket policy is not allowed.')
  }
}

/** Throws InvalidPolicyDocument. */
export function checkedStatements(body: string): readonly Statement[] {
  const statements = parse(body)
  const operators = statements.flatMap(({ conditions }) => conditions.map((each) => each.operator))
  const unknown = operators.find((operator) => !isKnownOperator(operator))
  if (unknown !== undefined) throw invalidPolicy(`Unknown condition operator ${unknown}.`)
  return statements
}

/** Whether a statement lets everybody in, with no condition that narrows it. */
export function getBucketPolicyStatus({ server, bucket }: BucketExchange): Reply {
  const { buckets } = server.store
  const statements = buckets.derived(bucket.name, 'policy', 'statements', readPolicy) ?? []
  return xmlReply('PolicyStatus', { IsPublic: statements.some(isPublic) })
}

function parse(body: string): readonly Statement[] {
  try {
    return readPolicy(body)
  } catch (error) {
    throw invalidPolicy(error instanceof Error ? error.message : String(error))
  }
}

function invalidPolicy(message: string): ServiceError {
  return new ServiceError(400, 'InvalidPolicyDocument', message)
}
