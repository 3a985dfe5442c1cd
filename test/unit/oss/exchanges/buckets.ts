import {
  createCnameToken,
  deleteCname,
  listCname,
  putCname,
} from '../../../../electron/oss/operations/cnames.ts'
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from '../../../../electron/oss/operations/policy.ts'
import {
  createBucketDataRedundancyTransition,
  deleteBucketDataRedundancyTransition,
  getBucketDataRedundancyTransition,
  listBucketDataRedundancyTransition,
  listUserDataRedundancyTransition,
} from '../../../../electron/oss/operations/redundancy.ts'
import {
  deleteStyle,
  getStyle,
  listStyle,
  putStyle,
} from '../../../../electron/oss/operations/styles.ts'
import {
  abortBucketWorm,
  completeBucketWorm,
  extendBucketWorm,
  getBucketWorm,
  initiateBucketWorm,
} from '../../../../electron/oss/operations/worm.ts'
import { exchange } from './exchange.ts'

const bucket = 'b'
const policy = '{"Version":"1","Statement":[]}'
const domain = 'www.example.com'
const cnameBody = `<BucketCnameConfiguration><Cname><Domain>${domain}</Domain></Cname></BucketCnameConfiguration>`
const style = '<Style><Name>thumb</Name><Content>image/resize,w_100</Content></Style>'
const styleFacts = {
  name: 'thumb',
  content: 'image/resize,w_100',
  createdAt: null,
  modifiedAt: null,
}
const transition =
  '<BucketDataRedundancyTransition><TaskId>t1</TaskId><Bucket>b</Bucket><Status>Processing</Status>' +
  '<CreateTime>2023-11-17T09:11:58.000Z</CreateTime><StartTime>2023-11-17T09:14:39.000Z</StartTime>' +
  '<ProcessPercentage>30</ProcessPercentage><EstimatedRemainingTime>16</EstimatedRemainingTime>' +
  '</BucketDataRedundancyTransition>'
const transitionFacts = {
  taskId: 't1',
  bucket: 'b',
  status: 'Processing',
  createdAt: '2023-11-17T09:11:58.000Z',
  startedAt: '2023-11-17T09:14:39.000Z',
  endedAt: null,
  percent: 30,
  hoursLeft: 16,
}
const transitionLine = 'b/?redundancyTransition&x-oss-redundancy-transition-taskid=t1'

export const bucketExchanges = [
  exchange(getBucketPolicy, { bucket }, 'GET b/?policy', policy, { body: policy }),
  exchange(
    putBucketPolicy,
    { bucket, policy },
    'PUT b/?policy',
    undefined,
    {},
    { headers: { 'content-type': 'application/json' }, body: policy },
  ),
  exchange(deleteBucketPolicy, { bucket }, 'DELETE b/?policy', undefined, { status: 204 }),
  exchange(
    getBucketPolicyStatus,
    { bucket },
    'GET b/?policyStatus',
    { isPublic: true },
    { body: '<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>' },
  ),

  exchange(
    listCname,
    { bucket },
    'GET b/?cname',
    [
      {
        domain,
        status: 'Enabled',
        modifiedAt: '2021-09-15T02:35:07.000Z',
        certificate: {
          id: '493-cn',
          status: 'Enabled',
          validUntil: '2021-10-18T00:00:00.000Z',
        },
      },
      { domain: 'b.example.com', status: null, modifiedAt: null, certificate: null },
    ],
    {
      body:
        '<ListCnameResult><Bucket>b</Bucket><Owner>1</Owner><Cname><Domain>www.example.com</Domain>' +
        '<LastModified>2021-09-15T02:35:07.000Z</LastModified><Status>Enabled</Status><Certificate>' +
        '<CertId>493-cn</CertId><Status>Enabled</Status>' +
        '<ValidEndDate>Mon, 18 Oct 2021 00:00:00 GMT</ValidEndDate></Certificate></Cname>' +
        '<Cname><Domain>b.example.com</Domain></Cname></ListCnameResult>',
    },
  ),
  exchange(
    putCname,
    { bucket, domain },
    'POST b/?cname&comp=add',
    undefined,
    {},
    { body: cnameBody },
  ),
  exchange(
    deleteCname,
    { bucket, domain },
    'POST b/?cname&comp=delete',
    undefined,
    {},
    { body: cnameBody },
  ),
  exchange(
    createCnameToken,
    { bucket, domain },
    'POST b/?cname&comp=token',
    { token: 'be1d4', expiresAt: '2021-09-15T02:35:07.000Z' },
    {
      body:
        '<CnameToken><Bucket>b</Bucket><Cname>www.example.com</Cname><Token>be1d4</Token>' +
        '<ExpireTime>Wed, 15 Sep 2021 02:35:07 GMT</ExpireTime></CnameToken>',
    },
    { body: cnameBody },
  ),

  exchange(
    createBucketDataRedundancyTransition,
    { bucket },
    'POST b/?redundancyTransition&x-oss-target-redundancy-type=ZRS',
    't1',
    { body: transition },
  ),
  exchange(
    getBucketDataRedundancyTransition,
    { bucket, taskId: 't1' },
    `GET ${transitionLine}`,
    transitionFacts,
    { body: transition },
  ),
  exchange(
    deleteBucketDataRedundancyTransition,
    { bucket, taskId: 't1' },
    `DELETE ${transitionLine}`,
    undefined,
    { status: 204 },
  ),
  exchange(
    listBucketDataRedundancyTransition,
    { bucket },
    'GET b/?redundancyTransition',
    [transitionFacts],
    {
      body: `<ListBucketDataRedundancyTransition>${transition}</ListBucketDataRedundancyTransition>`,
    },
  ),
  exchange(
    listUserDataRedundancyTransition,
    { maxKeys: 1, continuationToken: 'a' },
    'GET /?redundancyTransition&continuation-token=a&max-keys=1',
    { transitions: [transitionFacts], next: 'z' },
    {
      body:
        `<ListBucketDataRedundancyTransition><IsTruncated>true</IsTruncated>` +
        `<NextContinuationToken>z</NextContinuationToken>${transition}</ListBucketDataRedundancyTransition>`,
    },
  ),

  exchange(
    putStyle,
    { bucket, style: 'thumb', content: 'image/resize,w_100' },
    'PUT b/?style&styleName=thumb',
    undefined,
    {},
    { body: '<Style><Content>image/resize,w_100</Content></Style>' },
  ),
  exchange(getStyle, { bucket, style: 'thumb' }, 'GET b/?style&styleName=thumb', styleFacts, {
    body: style,
  }),
  exchange(listStyle, { bucket }, 'GET b/?style', [styleFacts], {
    body: `<StyleList>${style}</StyleList>`,
  }),
  exchange(deleteStyle, { bucket, style: 'thumb' }, 'DELETE b/?style&styleName=thumb', undefined, {
    status: 204,
  }),

  exchange(
    initiateBucketWorm,
    { bucket, days: 3 },
    'POST b/?worm',
    'W1',
    { headers: { 'x-oss-worm-id': 'W1' } },
    {
      body: '<InitiateWormConfiguration><RetentionPeriodInDays>3</RetentionPeriodInDays></InitiateWormConfiguration>',
    },
  ),
  exchange(abortBucketWorm, { bucket }, 'DELETE b/?worm', undefined, { status: 204 }),
  exchange(completeBucketWorm, { bucket, wormId: 'W1' }, 'POST b/?wormId=W1', undefined),
  exchange(
    extendBucketWorm,
    { bucket, wormId: 'W1', days: 9 },
    'POST b/?wormId=W1&wormExtend',
    undefined,
    {},
    {
      body: '<ExtendWormConfiguration><RetentionPeriodInDays>9</RetentionPeriodInDays></ExtendWormConfiguration>',
    },
  ),
  exchange(
    getBucketWorm,
    { bucket },
    'GET b/?worm',
    { id: 'W1', state: 'Locked', days: 1, createdAt: '2018-08-14T15:50:32.000Z' },
    {
      body:
        '<WormConfiguration><WormId>W1</WormId><State>Locked</State>' +
        '<RetentionPeriodInDays>1</RetentionPeriodInDays>' +
        '<CreationDate>2018-08-14T15:50:32.000Z</CreationDate></WormConfiguration>',
    },
  ),
]
