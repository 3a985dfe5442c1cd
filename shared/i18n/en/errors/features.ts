/** Codes of the service about what files and buckets can do beyond being there. */
export const features = {
  CallbackFailed: {
    what: 'The file was stored, but its callback failed.',
    why: 'The server that was to be told about the file did not answer as expected.',
    todo: 'The file need not be sent again. Check the address of the callback.',
  },
  SymlinkTargetNotExist: {
    what: 'The shortcut leads nowhere.',
    why: 'The file that it names was deleted or renamed.',
    todo: 'Delete the shortcut, or make it anew.',
  },
  InvalidTargetType: {
    what: 'The shortcut leads to another shortcut.',
    why: 'The service follows one shortcut only.',
    todo: 'Make it lead to the file itself.',
  },
  NoSuchVersion: {
    what: 'This version of the file does not exist any more.',
    why: 'It was deleted, or a clean-up rule removed it.',
    todo: 'Refresh the list of versions.',
  },
  RestoreAlreadyInProgress: {
    what: 'The file is being restored already.',
    why: 'Somebody asked for it before.',
    todo: 'Wait until it is ready. Nothing more has to be done.',
  },
  ArchiveRestoreNotFinished: {
    what: 'The file is still being restored.',
    why: 'The restored copy cannot be given up before it is there.',
    todo: 'Try again when the file is ready.',
  },
  OperationNotSupported: {
    what: 'This is not possible with this file.',
    why: 'Its kind or storage class does not allow the action.',
    todo: 'Look at its type and storage class.',
  },
  ObjectNotAppendable: {
    what: 'Nothing can be added to this file.',
    why: 'Only files that were made by adding can be continued.',
    todo: 'Upload the whole file instead.',
  },
  PositionNotEqualToLength: {
    what: 'The file has become longer meanwhile.',
    why: 'Somebody else added to its end first.',
    todo: 'Refresh, then add again.',
  },
  PreconditionFailed: {
    what: 'The file has changed meanwhile.',
    why: 'It is no longer the version that was meant, so nothing was done to it.',
    todo: 'Refresh and try again.',
  },
  InvalidTag: {
    what: 'A tag is not valid.',
    why: 'Tags may have letters, digits, blanks and + - = . _ : / only.',
    todo: 'Change the tag.',
  },
  TooManyTags: {
    what: 'There are too many tags.',
    why: 'A file may have 10 of them, a bucket 20.',
    todo: 'Remove some.',
  },
  RepeatedTags: {
    what: 'Two tags have the same name.',
    why: 'The service keeps one value for each name.',
    todo: 'Rename or remove one of them.',
  },
  AccessForbidden: {
    what: 'Website access is not allowed.',
    why: 'No rule of the bucket’s website access (CORS) fits this page.',
    todo: 'Ask the owner of the bucket to add a rule.',
  },
  BucketNotBelongTo: {
    what: 'This bucket belongs to another account.',
    why: 'Its owner has given your key no access.',
    todo: 'Ask the owner for permission.',
  },
  NonStandardHostForbidden: {
    what: 'The service does not know this address.',
    why: 'It is no address of a region, and no bucket is bound to it.',
    todo: 'Choose the region instead, or bind the domain in the console.',
  },
  TransferAccelerationDisabled: {
    what: 'Acceleration is off for this bucket.',
    why: 'The accelerated address works only for buckets that have it on.',
    todo: 'Use the address of the region, or have acceleration switched on.',
  },
  NeedVerifyDomainOwnership: {
    what: 'It is not proved yet that the domain is yours.',
    why: 'The record that proves it was not found in the domain’s DNS.',
    todo: 'Add the record shown. It can take some minutes until it is seen.',
  },
  KmsServiceNotEnabled: {
    what: 'Encryption with an own key is not available.',
    why: 'The key service (KMS) is not switched on for the account.',
    todo: 'Switch it on in the Alibaba Cloud console, or choose another encryption.',
  },
  KmsInDebt: {
    what: 'The encryption key cannot be used.',
    why: 'A bill for the key service (KMS) is overdue.',
    todo: 'Look at the account in the Alibaba Cloud console.',
  },
  WORMConfigurationLocked: {
    what: 'The retention policy is locked.',
    why: 'Once locked, nobody can shorten or remove it.',
    todo: 'It can only be made longer.',
  },
  WORMConfigurationAlreadyExists: {
    what: 'The bucket has a retention policy already.',
    why: 'There can be only one.',
    todo: 'Refresh to see it.',
  },
  AccessMonitorDisableNotAllowed: {
    what: 'Access tracking has to stay on.',
    why: 'A clean-up rule of the bucket counts from the last access.',
    todo: 'Change or delete that rule first.',
  },
  InvalidTargetBucketForLogging: {
    what: 'Logs cannot be written to that bucket.',
    why: 'It has to belong to the same account and region.',
    todo: 'Choose another bucket for the logs.',
  },
  InventoryConfigurationAlreadyExists: {
    what: 'There is already a report of this name.',
    why: 'Nothing was overwritten.',
    todo: 'Choose another name.',
  },
  InvalidPolicyDocument: {
    what: 'The policy is not valid.',
    why: 'The service cannot read it, or one of its values is not allowed.',
    todo: 'Check the policy. The details below say more.',
  },
  CORSRuleBeyondLimit: {
    what: 'There are too many rules for website access.',
    why: 'The service takes no more of them for one bucket.',
    todo: 'Remove or merge some.',
  },
  ChannelStillLive: {
    what: 'The live channel is in use.',
    why: 'Somebody is sending to it.',
    todo: 'End the broadcast first.',
  },
  LiveChannelDisabled: {
    what: 'The live channel is switched off.',
    why: null,
    todo: 'Switch it on first.',
  },
  SelectOperationFailed: {
    what: 'The rows could not be read.',
    why: 'The file does not have the form that was given, or a value does not fit.',
    todo: 'Check the separators, the header and the compression.',
  },
  MirrorFailed: {
    what: 'The file could not be fetched from its origin.',
    why: 'The bucket gets missing files from another server, which did not deliver this one.',
    todo: 'Try again later, or check the origin in the bucket’s website settings.',
  },
}
