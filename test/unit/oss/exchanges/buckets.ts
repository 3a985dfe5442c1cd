import {
  abortBucketWorm,
  completeBucketWorm,
  createBucketDataRedundancyTransition,
  createCnameToken,
  deleteCname,
  extendBucketWorm,
  initiateBucketWorm,
  putCname,
} from '../../../../electron/oss/operations/bucket-actions.ts'
import {
  accountOperations,
  sectionOperations,
} from '../../../../electron/oss/operations/section.ts'
import { accountDocuments } from '../../../../shared/oss/account-documents.ts'
import { documents } from '../../../../shared/oss/documents.ts'
import { exchange } from './exchange.ts'

const bucket = 'b'
const policy = '{"Version":"1","Statement":[]}'
const domain = 'www.example.com'
const cnameBody = `<BucketCnameConfiguration><Cname><Domain>${domain}</Domain></Cname></BucketCnameConfiguration>`
const tokenBody =
  '<CnameToken><Bucket>b</Bucket><Cname>www.example.com</Cname><Token>be1d4</Token>' +
  '<ExpireTime>Wed, 15 Sep 2021 02:35:07 GMT</ExpireTime></CnameToken>'
const tokenFacts = {
  Bucket: 'b',
  Cname: domain,
  Token: 'be1d4',
  ExpireTime: 'Wed, 15 Sep 2021 02:35:07 GMT',
}
const style = '<Style><Name>thumb</Name><Content>image/resize,w_100</Content></Style>'
const styleFacts = { Name: 'thumb', Content: 'image/resize,w_100' }
const transition =
  '<BucketDataRedundancyTransition><TaskId>t1</TaskId><Bucket>b</Bucket><Status>Processing</Status>' +
  '<CreateTime>2023-11-17T09:11:58.000Z</CreateTime><StartTime>2023-11-17T09:14:39.000Z</StartTime>' +
  '<ProcessPercentage>30</ProcessPercentage><EstimatedRemainingTime>16</EstimatedRemainingTime>' +
  '</BucketDataRedundancyTransition>'
const transitionFacts = {
  TaskId: 't1',
  Bucket: 'b',
  Status: 'Processing',
  CreateTime: '2023-11-17T09:11:58.000Z',
  StartTime: '2023-11-17T09:14:39.000Z',
  ProcessPercentage: '30',
  EstimatedRemainingTime: '16',
}
const transitionLine = 'b/?redundancyTransition&x-oss-redundancy-transition-taskid=t1'

/** Those of sections: one for each way that a document is asked for and written. */
const read = sectionOperations(documents.policy)
const status = sectionOperations(documents.policyStatus)
const task = sectionOperations(documents.redundancyTransition)
const tasks = sectionOperations(documents.redundancyTransitions)
const oneStyle = sectionOperations(documents.style)
const allStyles = sectionOperations(documents.styles)

export const bucketExchanges = [
  exchange(
    read.get,
    { bucket },
    'GET b/?policy',
    { Version: '1', Statement: [] },
    { body: policy },
  ),
  exchange(
    read.put,
    { bucket, document: { Version: '1', Statement: [] } },
    'PUT b/?policy',
    undefined,
    {},
    { headers: { 'content-type': 'application/json' }, body: policy },
  ),
  exchange(read.delete, { bucket }, 'DELETE b/?policy', undefined, { status: 204 }),
  exchange(
    status.get,
    { bucket },
    'GET b/?policyStatus',
    { IsPublic: 'true' },
    { body: '<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>' },
  ),

  exchange(
    sectionOperations(documents.cnames).get,
    { bucket },
    'GET b/?cname',
    {
      Bucket: 'b',
      Owner: '1',
      Cname: [
        {
          Domain: domain,
          LastModified: '2021-09-15T02:35:07.000Z',
          Status: 'Enabled',
          Certificate: {
            CertId: '493-cn',
            Status: 'Enabled',
            ValidEndDate: 'Mon, 18 Oct 2021 00:00:00 GMT',
          },
        },
        { Domain: 'b.example.com' },
      ],
    },
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
    putCname,
    { bucket, domain, certificate: { CertId: '493-cn' } },
    'POST b/?cname&comp=add',
    undefined,
    {},
    {
      body: cnameBody.replace(
        '</Cname>',
        '<CertificateConfiguration><CertId>493-cn</CertId></CertificateConfiguration></Cname>',
      ),
    },
  ),
  exchange(
    createCnameToken,
    { bucket, domain },
    'POST b/?cname&comp=token',
    tokenFacts,
    { body: tokenBody },
    { body: cnameBody },
  ),
  exchange(
    sectionOperations(documents.cnameToken).get,
    { bucket, id: domain },
    'GET b/?cname=www.example.com&comp=token',
    tokenFacts,
    { body: tokenBody },
  ),

  exchange(
    createBucketDataRedundancyTransition,
    { bucket },
    'POST b/?redundancyTransition&x-oss-target-redundancy-type=ZRS',
    't1',
    { body: transition },
  ),
  exchange(task.get, { bucket, id: 't1' }, `GET ${transitionLine}`, transitionFacts, {
    body: transition,
  }),
  exchange(task.delete, { bucket, id: 't1' }, `DELETE ${transitionLine}`, undefined, {
    status: 204,
  }),
  exchange(
    tasks.get,
    { bucket },
    'GET b/?redundancyTransition',
    { BucketDataRedundancyTransition: [transitionFacts] },
    {
      body: `<ListBucketDataRedundancyTransition>${transition}</ListBucketDataRedundancyTransition>`,
    },
  ),
  exchange(
    accountOperations(accountDocuments.redundancyTransitions).get,
    { parameters: { 'max-keys': 1, 'continuation-token': 'a' } },
    'GET /?redundancyTransition&max-keys=1&continuation-token=a',
    {
      IsTruncated: 'true',
      NextContinuationToken: 'z',
      BucketDataRedundancyTransition: [transitionFacts],
    },
    {
      body:
        `<ListBucketDataRedundancyTransition><IsTruncated>true</IsTruncated>` +
        `<NextContinuationToken>z</NextContinuationToken>${transition}</ListBucketDataRedundancyTransition>`,
    },
  ),

  exchange(
    oneStyle.put,
    { bucket, id: 'thumb', document: { Content: 'image/resize,w_100' } },
    'PUT b/?style&styleName=thumb',
    undefined,
    {},
    { body: '<Style><Content>image/resize,w_100</Content></Style>' },
  ),
  exchange(oneStyle.get, { bucket, id: 'thumb' }, 'GET b/?style&styleName=thumb', styleFacts, {
    body: style,
  }),
  exchange(
    allStyles.get,
    { bucket },
    'GET b/?style',
    { Style: [styleFacts] },
    { body: `<StyleList>${style}</StyleList>` },
  ),
  exchange(oneStyle.delete, { bucket, id: 'thumb' }, 'DELETE b/?style&styleName=thumb', undefined, {
    status: 204,
  }),

  exchange(
    initiateBucketWorm,
    { bucket, days: '3' },
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
    { bucket, wormId: 'W1', days: '9' },
    'POST b/?wormId=W1&wormExtend',
    undefined,
    {},
    {
      body: '<ExtendWormConfiguration><RetentionPeriodInDays>9</RetentionPeriodInDays></ExtendWormConfiguration>',
    },
  ),
  exchange(
    sectionOperations(documents.worm).get,
    { bucket },
    'GET b/?worm',
    {
      WormId: 'W1',
      State: 'Locked',
      RetentionPeriodInDays: '1',
      CreationDate: '2018-08-14T15:50:32.000Z',
    },
    {
      body:
        '<WormConfiguration><WormId>W1</WormId><State>Locked</State>' +
        '<RetentionPeriodInDays>1</RetentionPeriodInDays>' +
        '<CreationDate>2018-08-14T15:50:32.000Z</CreationDate></WormConfiguration>',
    },
  ),
]
