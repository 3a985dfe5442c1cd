import { completeLifecycle } from '../../lifecycle/complete.ts'
import { xmlDocument } from '../../xml.ts'
import { checkCors } from '../cors.ts'
import { checkLifecycle } from '../lifecycle.ts'
import * as checks from './checks.ts'
import { keptEncryption, keptHttpsConfig, keptResourceGroup } from './kept.ts'
import type { Configuration } from './kinds.ts'
import { checkPolicy } from './policy.ts'
import { checkReferer } from './referer.ts'
import { checkWebsite } from './website.ts'

/** The sub-resources that are one document: one entry each. */
export const configurations: readonly Configuration[] = [
  {
    name: 'accessmonitor',
    operation: 'BucketAccessMonitor',
    root: 'AccessMonitorConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('AccessMonitorConfiguration', { Status: 'Disabled' }),
    deletable: false,
    check: checks.checkAccessMonitor,
  },
  {
    name: 'bucketArchiveDirectRead',
    operation: 'BucketArchiveDirectRead',
    root: 'ArchiveDirectReadConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('ArchiveDirectReadConfiguration', { Enabled: false }),
    deletable: false,
    check: checks.checkEnabled,
  },
  {
    name: 'cors',
    operation: 'BucketCors',
    root: 'CORSConfiguration',
    absentCode: 'NoSuchCORSConfiguration',
    deletable: true,
    check: checkCors,
  },
  {
    name: 'encryption',
    operation: 'BucketEncryption',
    root: 'ServerSideEncryptionRule',
    absentCode: 'NoSuchServerSideEncryptionRule',
    deletable: true,
    check: checks.checkEncryption,
    complete: keptEncryption,
  },
  {
    name: 'httpsConfig',
    operation: 'BucketHttpsConfig',
    root: 'HttpsConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('HttpsConfiguration', { TLS: { Enable: false } }),
    deletable: false,
    check: checks.checkHttpsConfig,
    complete: keptHttpsConfig,
  },
  {
    name: 'lifecycle',
    operation: 'BucketLifecycle',
    root: 'LifecycleConfiguration',
    absentCode: 'NoSuchLifecycle',
    deletable: true,
    check: checkLifecycle,
    complete: completeLifecycle,
  },
  {
    name: 'logging',
    operation: 'BucketLogging',
    root: 'BucketLoggingStatus',
    absentCode: null,
    deletable: true,
    check: checks.checkLogging,
  },
  {
    name: 'policy',
    operation: 'BucketPolicy',
    root: null,
    absentCode: 'NoSuchBucketPolicy',
    deletable: true,
    maxBytes: 16 * 1024,
    check: checkPolicy,
  },
  {
    name: 'publicAccessBlock',
    operation: 'BucketPublicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('PublicAccessBlockConfiguration', { BlockPublicAccess: false }),
    deletable: true,
    check: checks.checkPublicAccessBlock,
  },
  {
    name: 'referer',
    operation: 'BucketReferer',
    root: 'RefererConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('RefererConfiguration', {
      AllowEmptyReferer: true,
      RefererList: {},
    }),
    deletable: false,
    check: checkReferer,
  },
  {
    name: 'requestPayment',
    operation: 'BucketRequestPayment',
    root: 'RequestPaymentConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('RequestPaymentConfiguration', { Payer: 'BucketOwner' }),
    deletable: false,
    check: checks.checkRequestPayment,
  },
  {
    name: 'resourceGroup',
    operation: 'BucketResourceGroup',
    root: 'BucketResourceGroupConfiguration',
    absentCode: null,
    absentDocument: xmlDocument('BucketResourceGroupConfiguration', {
      ResourceGroupId: 'rg-default',
    }),
    deletable: false,
    check: checks.checkResourceGroup,
    complete: keptResourceGroup,
  },
  {
    name: 'tagging',
    operation: 'BucketTags',
    root: 'Tagging',
    absentCode: null,
    absentDocument: xmlDocument('Tagging', { TagSet: {} }),
    deletable: false,
    check: checks.checkBucketTags,
  },
  {
    name: 'transferAcceleration',
    operation: 'BucketTransferAcceleration',
    root: 'TransferAccelerationConfiguration',
    absentCode: 'NoSuchTransferAccelerationConfiguration',
    deletable: true,
    check: checks.checkEnabled,
  },
  {
    name: 'userDefinedLogFieldsConfig',
    operation: 'UserDefinedLogFieldsConfig',
    root: 'UserDefinedLogFieldsConfiguration',
    absentCode: 'NoSuchUserDefinedLogFieldsConfig',
    deletable: true,
    check: checks.checkLogFields,
  },
  {
    name: 'versioning',
    operation: 'BucketVersioning',
    root: 'VersioningConfiguration',
    absentCode: null,
    deletable: false,
    check: checks.checkVersioning,
  },
  {
    name: 'website',
    operation: 'BucketWebsite',
    root: 'WebsiteConfiguration',
    absentCode: 'NoSuchWebsiteConfiguration',
    deletable: true,
    check: checkWebsite,
  },
]
