import { createHmac } from 'node:crypto'
import { compactDate } from '../../shared/oss/times.ts'
import { algorithm, scopeOf, signingKeyOf } from './sign-v4.ts'
import type { SigningKey } from './signer.ts'

/** What a form may upload. https://help.aliyun.com/zh/oss/developer-reference/postobject */
export interface PostPolicy {
  /** ISO 8601. */
  readonly expiresAt: string
  /** Such as `['content-length-range', 0, 1048576]`, `['starts-with', '$key', 'in/']`, `{bucket}`. */
  readonly conditions: readonly unknown[]
}

export type FormFields = Readonly<Record<string, string>>

/** Fields of a form that anybody can then send to the bucket's host; `file` comes after them. */
export function postFormV4(
  policy: PostPolicy,
  key: SigningKey,
  place: { readonly region: string; readonly atMs: number; readonly product?: string },
): FormFields {
  const dateTime = compactDate(place.atMs)
  const scope = scopeOf(dateTime, place.region, place.product)
  const signed: Record<string, string> = {
    'x-oss-signature-version': algorithm,
    'x-oss-credential': `${key.accessKeyId}/${scope}`,
    'x-oss-date': dateTime,
  }
  if (key.securityToken) signed['x-oss-security-token'] = key.securityToken
  const conditions = Object.entries(signed).map(([name, value]) => ({ [name]: value }))
  const text = encode({ ...policy, conditions: [...policy.conditions, ...conditions] })
  return { policy: text, ...signed, 'x-oss-signature': policySignatureV4(text, key, scope) }
}

/** As `postFormV4`, in the older form. */
export function postFormV1(policy: PostPolicy, key: SigningKey): FormFields {
  const text = encode(policy)
  const fields: Record<string, string> = { policy: text, OSSAccessKeyId: key.accessKeyId }
  if (key.securityToken) fields['x-oss-security-token'] = key.securityToken
  fields.Signature = policySignatureV1(text, key)
  return fields
}

/** Hex. The base64 of the policy itself is what is signed. */
export function policySignatureV4(policyBase64: string, key: SigningKey, scope: string): string {
  const signingKey = signingKeyOf(key.accessKeySecret, scope)
  return createHmac('sha256', signingKey).update(policyBase64).digest('hex')
}

/** Base64. */
export function policySignatureV1(policyBase64: string, key: SigningKey): string {
  return createHmac('sha1', key.accessKeySecret).update(policyBase64).digest('base64')
}

function encode(policy: PostPolicy): string {
  const { expiresAt, conditions } = policy
  const text = JSON.stringify({ expiration: expiresAt, conditions })
  return Buffer.from(text, 'utf8').toString('base64')
}
