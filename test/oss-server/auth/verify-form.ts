import { createHmac } from 'node:crypto'
import { parseBasicTime } from '../encoding.ts'
import { invalidArgument } from '../errors.ts'
import type { Identity } from '../identity.ts'
import { type AuthContext, checkSkew, compareSignatures, findIdentity } from './checks.ts'
import { signingKey } from './v4.ts'
import { readCredential, wrongRegion } from './verify-v4.ts'

/** Who signed the policy of a form; null = nobody. Names of fields in lower case. */
export function verifyForm(
  fields: ReadonlyMap<string, string>,
  context: AuthContext,
): Identity | null {
  const policy = fields.get('policy')
  if (fields.has('x-oss-signature-version') || fields.has('x-oss-signature')) {
    return verifyV4(policy ?? '', fields, context)
  }
  const accessKeyId = fields.get('ossaccesskeyid')
  const provided = fields.get('signature')
  if (accessKeyId === undefined && provided === undefined) return null
  if (!policy || !accessKeyId || !provided) {
    throw invalidArgument('The form is not signed completely.', 'policy', policy ?? '')
  }
  const identity = findIdentity(context, accessKeyId, fields.get('x-oss-security-token') ?? null)
  const computed = createHmac('sha1', identity.accessKeySecret).update(policy).digest('base64')
  compareSignatures({ accessKeyId, provided, computed, stringToSign: policy })
  return identity
}

function verifyV4(
  policy: string,
  fields: ReadonlyMap<string, string>,
  context: AuthContext,
): Identity {
  const version = fields.get('x-oss-signature-version') ?? ''
  if (version !== 'OSS4-HMAC-SHA256') {
    throw invalidArgument('Unknown version.', 'x-oss-signature-version', version)
  }
  const credential = readCredential(fields.get('x-oss-credential') ?? '')
  const date = fields.get('x-oss-date') ?? ''
  const signedMs = parseBasicTime(date)
  if (signedMs === null || !date.startsWith(credential.scope.date)) {
    throw invalidArgument('x-oss-date does not fit the credential.', 'x-oss-date', date)
  }
  if (signedMs > context.nowMs) checkSkew(signedMs, context.nowMs)
  const token = fields.get('x-oss-security-token') ?? null
  const identity = findIdentity(context, credential.accessKeyId, token)
  if (!context.regions.includes(credential.scope.region)) {
    throw wrongRegion(credential.scope.region, '0002-00000715')
  }
  const key = signingKey(identity.accessKeySecret, credential.scope)
  compareSignatures({
    accessKeyId: credential.accessKeyId,
    provided: fields.get('x-oss-signature') ?? '',
    computed: createHmac('sha256', key).update(policy).digest('hex'),
    stringToSign: policy,
  })
  return identity
}
