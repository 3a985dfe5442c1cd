import { describe, expect, it } from 'vitest'
import {
  CancelledError,
  InconsistencyError,
  NetworkError,
  OssError,
} from '../../../electron/oss/errors.ts'
import { mayRetry } from '../../../electron/oss/retry.ts'
import { en } from '../../../shared/i18n/en.ts'
import { FailureError } from '../../../shared/ipc/failure.ts'
import { type ErrorClass, errorClassOf, isRetryable } from '../../../shared/oss/error-codes.ts'
import { InputError } from '../../../shared/oss/input-error.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Every code that the service documents, with its status. */
const documented: readonly (readonly [ErrorClass, number, readonly string[]])[] = [
  [
    'fatal',
    400,
    words(`InvalidArgument InvalidBucketName InvalidObjectName InvalidDigest InvalidCRC64 InvalidPart
      InvalidPartOrder FilePartNotExist PartNotSequential EntityTooSmall EntityTooLarge MalformedXML
      InvalidXMLFormat MissingArgument InvalidParameter InvalidRequest NotImplemented TooManyBuckets
      OperationNotSupported InvalidTag InvalidTaggingKey RepeatedTags TooManyTags InvalidTargetType
      NotSymlink InvalidEncryptionAlgorithmError InvalidEncryptionRequest
      InvalidTargetBucketForLogging InvalidWORMConfiguration InvalidChannelName InvalidHostPutBucket
      CORSRuleBeyondLimit KmsServiceNotEnabled InvalidBucketStatus InvalidTargetBucket
      MalformedPOSTRequest InvalidPolicyDocument IncorrectNumberOfFilesInPOSTRequest
      SelectOperationFailed`),
  ],
  ['conflict', 400, ['AccessMonitorDisableNotAllowed']],
  ['fatal', 203, ['CallbackFailed']],
  ['retry', 400, words('RequestTimeout IncompleteBody BadRequest')],
  [
    'auth',
    403,
    words(`AccessDenied AccessForbidden PermanentRedirect BucketNotBelongTo BucketDisable
      InvalidAccessKeyId SignatureDoesNotMatch InvalidSecurityToken SecurityTokenExpired
      SecurityTokenNotSupported AccessKeyIdAndSecurityTokenNotMatch UserDisable CnameDenied KmsInDebt
      NeedVerifyDomainOwnership`),
  ],
  [
    'fatal',
    403,
    words('SecondLevelDomainForbidden NonStandardHostForbidden TransferAccelerationDisabled'),
  ],
  ['conflict', 403, words('InvalidObjectState WORMConfigurationLocked')],
  ['retry', 403, ['RequestTimeTooSkewed']],
  [
    'absent',
    404,
    words(`NoSuchKey NoSuchBucket NoSuchUpload NoSuchVersion SymlinkTargetNotExist
      NoSuchCORSConfiguration NoSuchLifecycle NoSuchWebsiteConfiguration
      NoSuchServerSideEncryptionRule NoSuchBucketPolicy NoSuchInventory NoSuchReplicationRule
      NoSuchReplicationConfiguration NoSuchWORMConfiguration
      NoSuchTransferAccelerationConfiguration NoSuchLiveChannel NoSuchStyle`),
  ],
  ['fatal', 405, ['MethodNotAllowed']],
  [
    'conflict',
    409,
    words(`BucketAlreadyExists BucketNotEmpty PositionNotEqualToLength ObjectNotAppendable
      FileAlreadyExists FileImmutable RestoreAlreadyInProgress ArchiveRestoreNotFinished
      LiveChannelDisabled ChannelStillLive WORMConfigurationAlreadyExists
      InventoryConfigurationAlreadyExists OperationConflict`),
  ],
  ['fatal', 411, ['MissingContentLength']],
  ['conflict', 412, ['PreconditionFailed']],
  ['fatal', 416, ['InvalidRange']],
  ['fatal', 424, ['MirrorFailed']],
  ['retry', 500, ['InternalError']],
  [
    'throttled',
    503,
    words(`ServiceUnavailable DownloadTrafficRateLimitExceeded UploadTrafficRateLimitExceeded
      MetaOperationQpsLimitExceeded TotalQpsLimitExceeded ActiveRequestLimitExceeded
      CpuLimitExceeded`),
  ],
]

describe.each(documented)('%s with status %i', (kind, status, codes) => {
  it.each(codes)('%s', (code) => {
    expect(errorClassOf(code, status)).toBe(kind)
    expect(isRetryable(code, status)).toBe(kind === 'retry' || kind === 'throttled')
  })
})

/** Of these a person learns as much from the words of their class; most would be faults of this client. */
const saidByClass = words(`
  InvalidArgument InvalidDigest InvalidCRC64 InvalidPart InvalidPartOrder FilePartNotExist
  PartNotSequential EntityTooSmall MalformedXML InvalidXMLFormat MissingArgument InvalidParameter
  InvalidRequest InvalidTaggingKey NotSymlink InvalidEncryptionAlgorithmError
  InvalidEncryptionRequest InvalidWORMConfiguration InvalidChannelName InvalidHostPutBucket
  InvalidBucketStatus InvalidTargetBucket MalformedPOSTRequest IncorrectNumberOfFilesInPOSTRequest
  RequestTimeout IncompleteBody BadRequest PermanentRedirect NoSuchCORSConfiguration NoSuchLifecycle
  NoSuchWebsiteConfiguration NoSuchServerSideEncryptionRule NoSuchBucketPolicy NoSuchInventory
  NoSuchReplicationRule NoSuchReplicationConfiguration NoSuchWORMConfiguration
  NoSuchTransferAccelerationConfiguration NoSuchLiveChannel NoSuchStyle MethodNotAllowed
  OperationConflict MissingContentLength InvalidRange InternalError ServiceUnavailable
  DownloadTrafficRateLimitExceeded UploadTrafficRateLimitExceeded MetaOperationQpsLimitExceeded
  TotalQpsLimitExceeded ActiveRequestLimitExceeded CpuLimitExceeded`)

it('every code has words of its own, or those of its class are right', () => {
  const codes = documented.flatMap(([, , each]) => each)
  const worded = Object.keys(en.errors.byCode)
  expect(codes.filter((code) => !worded.includes(code)).sort()).toEqual([...saidByClass].sort())
  const ofService = worded.filter((code) => !/[.a-z]/.test(code[0] ?? ''))
  expect(ofService.filter((code) => !codes.includes(code))).toEqual([])
})

describe('every class of error knows whether repeating makes sense', () => {
  const service = (code: string, status: number): OssError =>
    new OssError({
      code,
      status,
      message: '',
      requestId: null,
      ec: null,
      retryable: isRetryable(code, status),
      details: {},
    })

  it.each([
    [new InputError('key', 'empty'), false],
    [service('NoSuchKey', 404), false],
    [service('InternalError', 500), true],
    [new NetworkError('network.timeout', ''), true],
    [new NetworkError('network.tls', ''), false],
    [new InconsistencyError('k', '1', '2'), true],
    [new CancelledError(), false],
  ])('%o', (error, retryable) => {
    expect(error).toBeInstanceOf(FailureError)
    expect(error.failure.retryable).toBe(retryable)
    expect(mayRetry(error, true)).toBe(retryable)
  })
})
