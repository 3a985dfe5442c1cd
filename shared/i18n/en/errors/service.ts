/** Codes of the service. */
export const service = {
  InvalidAccessKeyId: {
    what: 'This AccessKey ID is not known.',
    why: 'The service has no active key with this id.',
    todo: 'Check the id for missing characters, or create a new AccessKey in the console.',
  },
  SignatureDoesNotMatch: {
    what: 'The AccessKey secret is not right.',
    why: 'The id is known, but the secret does not belong to it.',
    todo: 'Copy the secret again, complete and without blanks.',
  },
  SecurityTokenExpired: {
    what: 'The temporary access has expired.',
    why: 'Security tokens are valid for some hours only.',
    todo: 'Get a new id, secret and token and sign in again.',
  },
  InvalidSecurityToken: {
    what: 'The security token is not valid.',
    why: 'It is incomplete, withdrawn or from elsewhere.',
    todo: 'Copy the token again, complete, or get a new one.',
  },
  AccessKeyIdAndSecurityTokenNotMatch: {
    what: 'The id and the security token do not belong together.',
    why: 'They come from two different grants of access.',
    todo: 'Copy id, secret and token from the same place again.',
  },
  SecurityTokenNotSupported: {
    what: 'The service does not take temporary access here.',
    why: 'This address or action does not work with a security token.',
    todo: 'Sign in with an AccessKey.',
  },
  RequestTimeTooSkewed: {
    what: 'The clock of this computer is wrong.',
    why: 'The service accepts requests only when the clocks differ by less than 15 minutes.',
    todo: 'Set date, time and time zone right, then try again.',
  },
  AccessDenied: {
    what: 'This key has no permission for that.',
    why: 'The owner of the bucket has not allowed this action for your key.',
    todo: 'Ask the owner for permission. The request id under Details helps to find the cause.',
  },
  UserDisable: {
    what: 'The cloud account is suspended.',
    why: 'This happens when a bill is overdue or the service is not activated.',
    todo: 'Look at the account in the Alibaba Cloud console.',
  },
  BucketDisable: {
    what: 'This bucket is suspended.',
    why: 'The service has blocked it.',
    todo: 'Look at the bucket in the Alibaba Cloud console.',
  },
  NoSuchBucket: {
    what: 'This bucket does not exist.',
    why: 'It was deleted, or the name is written differently.',
    todo: 'Refresh the list of buckets.',
  },
  NoSuchKey: {
    what: 'This file does not exist any more.',
    why: 'Somebody deleted or renamed it.',
    todo: 'Refresh the folder.',
  },
  BucketAlreadyExists: {
    what: 'This bucket name is taken.',
    why: 'Names are unique over all customers of the service.',
    todo: 'Choose another name.',
  },
  BucketNotEmpty: {
    what: 'The bucket is not empty.',
    why: 'It still holds files, older versions of files or unfinished uploads.',
    todo: 'Delete its content first, then the bucket.',
  },
  TooManyBuckets: {
    what: 'There is no room for another bucket.',
    why: 'An account may have 100 buckets in a region.',
    todo: 'Delete one that is not needed, or ask the service for more.',
  },
  InvalidBucketName: {
    what: 'This is not a valid bucket name.',
    why: 'Names have 3 to 63 lower-case letters, digits and hyphens.',
    todo: 'Choose another name.',
  },
  InvalidObjectName: {
    what: 'This is not a valid name for a file.',
    why: 'Path and name together may have 1,023 bytes and do not start with / or \\.',
    todo: 'Choose another name.',
  },
  InvalidObjectState: {
    what: 'This file is archived.',
    why: 'Archived files cannot be read before they are restored.',
    todo: 'Restore the file first.',
  },
  FileAlreadyExists: {
    what: 'There is already a file of this name.',
    why: 'Nothing was overwritten.',
    todo: 'Choose another name, or decide to replace the file.',
  },
  FileImmutable: {
    what: 'This file is protected from changes.',
    why: 'A retention rule of the bucket forbids changing or deleting it.',
    todo: 'Wait until the retention period ends.',
  },
  CnameDenied: {
    what: 'This domain is not bound to the bucket.',
    why: 'The service does not know the domain for this bucket.',
    todo: 'Bind the domain in the console, or use the address of the region.',
  },
  SecondLevelDomainForbidden: {
    what: 'The bucket cannot be reached by this address.',
    why: 'The service wants the bucket name in front of the address.',
    todo: 'Choose the region instead of an own address.',
  },
  EntityTooLarge: {
    what: 'The file is too large.',
    why: 'The service takes files up to 48.8 TB.',
    todo: 'Split the file.',
  },
  NotImplemented: {
    what: 'The service cannot do this here.',
    why: 'This feature is not available at this address.',
    todo: null,
  },
  NoSuchUpload: {
    what: 'The unfinished upload is gone.',
    why: 'Somebody or a clean-up rule removed it.',
    todo: 'Start the upload again.',
  },
}
