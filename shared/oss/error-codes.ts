/**
 * What an error means for the caller.
 * `absent`: the thing does not exist. `auth`: another key or permission is needed. `throttled`: the
 * same later. `retry`: the same again. `conflict`: the state of the service forbids it as things
 * stand. `fatal`: the request itself is refused.
 */
export type ErrorClass = 'absent' | 'auth' | 'throttled' | 'retry' | 'conflict' | 'fatal'

const byCode: Readonly<Record<string, ErrorClass>> = {
  NotFound: 'absent',
  SymlinkTargetNotExist: 'absent',

  AccessDenied: 'auth',
  AccessForbidden: 'auth',
  AccessKeyIdAndSecurityTokenNotMatch: 'auth',
  BucketDisable: 'auth',
  BucketNotBelongTo: 'auth',
  CnameDenied: 'auth',
  InvalidAccessKeyId: 'auth',
  InvalidSecurityToken: 'auth',
  KmsInDebt: 'auth',
  NeedVerifyDomainOwnership: 'auth',
  SecurityTokenExpired: 'auth',
  SecurityTokenNotSupported: 'auth',
  SignatureDoesNotMatch: 'auth',
  UserDisable: 'auth',

  ActiveRequestLimitExceeded: 'throttled',
  CpuLimitExceeded: 'throttled',
  DownloadTrafficRateLimitExceeded: 'throttled',
  MetaOperationQpsLimitExceeded: 'throttled',
  TotalQpsLimitExceeded: 'throttled',
  UploadTrafficRateLimitExceeded: 'throttled',

  BadRequest: 'retry',
  IncompleteBody: 'retry',
  RequestTimeTooSkewed: 'retry',
  RequestTimeout: 'retry',
  'client.bad-response': 'retry',
  'client.crc-mismatch': 'retry',

  AccessMonitorDisableNotAllowed: 'conflict',
  ArchiveRestoreNotFinished: 'conflict',
  FileAlreadyExists: 'conflict',
  InvalidObjectState: 'conflict',
  PreconditionFailed: 'conflict',
  WORMConfigurationLocked: 'conflict',

  NonStandardHostForbidden: 'fatal',
  SecondLevelDomainForbidden: 'fatal',
  TransferAccelerationDisabled: 'fatal',
}

/** `status` null: no answer came, or it is not known. */
export function errorClassOf(code: string, status: number | null): ErrorClass {
  const known = byCode[code]
  if (known) return known
  if (code.startsWith('NoSuch')) return 'absent'
  if (code.startsWith('network.')) return 'retry'
  switch (status) {
    case 401:
    case 408:
      return 'retry'
    case 429:
    case 503:
      return 'throttled'
    case 403:
      return 'auth'
    case 404:
      return 'absent'
    case 409:
    case 412:
      return 'conflict'
    default:
      return status !== null && status >= 500 ? 'retry' : 'fatal'
  }
}

/** Whether the same request may succeed later without anybody changing anything. */
export function isRetryable(code: string, status: number | null): boolean {
  const kind = errorClassOf(code, status)
  return kind === 'retry' || kind === 'throttled'
}

/** The key pair or token itself is refused: signing in again is what helps. */
export function isCredentialsRefused(code: string): boolean {
  return credentialCodes.has(code)
}

const credentialCodes: ReadonlySet<string> = new Set([
  'AccessKeyIdAndSecurityTokenNotMatch',
  'InvalidAccessKeyId',
  'InvalidSecurityToken',
  'SecurityTokenExpired',
  'SecurityTokenNotSupported',
  'SignatureDoesNotMatch',
  'client.credentials-missing',
])
