import { sealAppendObject } from '../../../../electron/oss/operations/appending.ts'
import {
  closeMetaQuery,
  createAccessPoint,
  doMetaQuery,
  openMetaQuery,
  putAsyncFetchTask,
} from '../../../../electron/oss/operations/bucket-actions.ts'
import {
  accountOperations,
  sectionOperations,
} from '../../../../electron/oss/operations/section.ts'
import { accountDocuments } from '../../../../shared/oss/account-documents.ts'
import { documents } from '../../../../shared/oss/documents.ts'
import { exchange } from './exchange.ts'

const bucket = 'b'
const limitsOf = documents.qosInfo.schema.parse({ TotalQps: '100' })
const limits = `<QoSConfiguration>${Object.entries(limitsOf)
  .map(([name, limit]) => `<${name}>${limit}</${name}>`)
  .join('')}</QoSConfiguration>`
const few = '<QoSConfiguration><TotalQps>100</TotalQps></QoSConfiguration>'
const headers = { 'x-oss-access-point-name': 'ap-01' }
const requester = sectionOperations(documents.requesterQos)

export const rareExchanges = [
  exchange(
    sealAppendObject,
    { bucket, key: 'k', position: 9 },
    'POST b/k?seal&position=9',
    { sealedAt: '2015-10-21T07:28:00.000Z' },
    { headers: { 'x-oss-sealed-time': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
  ),
  // Some tags alone: their names are the value of the sub-resource itself.
  exchange(
    sectionOperations(documents.tagging).delete,
    { bucket, parameters: { tagging: 'team,cost' } },
    'DELETE b/?tagging=team,cost',
    undefined,
    { status: 204 },
  ),

  exchange(
    requester.get,
    { bucket, id: '300' },
    'GET b/?requesterQosInfo&qosRequester=300',
    { Requester: '300', QoSConfiguration: limitsOf },
    { body: `<RequesterQoSInfo><Requester>300</Requester>${few}</RequesterQoSInfo>` },
  ),
  exchange(
    requester.put,
    { bucket, id: '300', document: { Requester: '300', QoSConfiguration: limitsOf } },
    'PUT b/?requesterQosInfo&qosRequester=300',
    undefined,
    {},
    { body: limits },
  ),
  exchange(
    accountOperations(accountDocuments.resourcePoolRequesterQos).put,
    {
      id: '300',
      parameters: { resourcePool: 'pool' },
      document: { QoSConfiguration: limitsOf },
    },
    'PUT /?requesterQosInfo&qosRequester=300&resourcePool=pool',
    undefined,
    {},
    { body: limits },
  ),
  exchange(
    accountOperations(accountDocuments.publicAccessBlock).put,
    { document: { BlockPublicAccess: 'true' } },
    'PUT /?publicAccessBlock',
    undefined,
    {},
    {
      body: '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
    },
  ),

  exchange(
    createAccessPoint,
    { bucket, name: 'ap-01', vpcId: 'vpc-1' },
    'PUT b/?accessPoint',
    { AccessPointArn: 'acs:oss:x', Alias: 'ap-01-alias' },
    {
      body: '<CreateAccessPointResult><AccessPointArn>acs:oss:x</AccessPointArn><Alias>ap-01-alias</Alias></CreateAccessPointResult>',
    },
    {
      body:
        '<CreateAccessPointConfiguration><AccessPointName>ap-01</AccessPointName>' +
        '<NetworkOrigin>vpc</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>' +
        '</CreateAccessPointConfiguration>',
    },
  ),
  exchange(
    sectionOperations(documents.accessPoint).delete,
    { bucket, id: 'ap-01' },
    'DELETE b/?accessPoint',
    undefined,
    { status: 204 },
    { headers },
  ),
  exchange(
    sectionOperations(documents.accessPointPolicy).put,
    { bucket, id: 'ap-01', document: { Version: '1', Statement: [] } },
    'PUT b/?accessPointPolicy',
    undefined,
    {},
    {
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"Version":"1","Statement":[]}',
    },
  ),
  exchange(
    sectionOperations(documents.accessPointPublicAccessBlock).get,
    { bucket, id: 'ap-01' },
    'GET b/?publicAccessBlock&x-oss-access-point-name=ap-01',
    { BlockPublicAccess: 'true' },
    {
      body: '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
    },
  ),

  exchange(openMetaQuery, { bucket }, 'POST b/?metaQuery&comp=add', undefined),
  exchange(closeMetaQuery, { bucket }, 'POST b/?metaQuery&comp=delete', undefined),
  exchange(
    doMetaQuery,
    {
      bucket,
      query: '{"Field":"Size","Value":"1","Operation":"gt"}',
      maxResults: 5,
      sort: 'Size',
      order: 'desc',
      aggregations: [{ Field: 'Size', Operation: 'sum' }],
    },
    'POST b/?metaQuery&comp=query',
    {
      NextToken: 'n',
      Files: {
        File: [{ Filename: 'a', Size: '1', OSSTagging: { Tagging: [{ Key: 'k', Value: 'v' }] } }],
      },
      Aggregations: { Aggregation: [{ Field: 'Size', Operation: 'sum', Value: '9' }] },
    },
    {
      body:
        '<MetaQuery><NextToken>n</NextToken><Files><File><Filename>a</Filename><Size>1</Size>' +
        '<OSSTagging><Tagging><Key>k</Key><Value>v</Value></Tagging></OSSTagging></File></Files>' +
        '<Aggregations><Aggregation><Field>Size</Field><Operation>sum</Operation><Value>9</Value>' +
        '</Aggregation></Aggregations></MetaQuery>',
    },
    {
      body:
        '<MetaQuery><MaxResults>5</MaxResults>' +
        '<Query>{&quot;Field&quot;:&quot;Size&quot;,&quot;Value&quot;:&quot;1&quot;,&quot;Operation&quot;:&quot;gt&quot;}</Query>' +
        '<Sort>Size</Sort><Order>desc</Order><Aggregations><Aggregation><Field>Size</Field>' +
        '<Operation>sum</Operation></Aggregation></Aggregations></MetaQuery>',
    },
  ),

  exchange(
    putAsyncFetchTask,
    { bucket, task: { Url: 'http://example.com/a', Object: 'a', IgnoreSameKey: false } },
    'POST b/?asyncFetch',
    't1',
    { body: '<AsyncFetchTaskResult><TaskId>t1</TaskId></AsyncFetchTaskResult>' },
    {
      body:
        '<AsyncFetchTaskConfiguration><Url>http://example.com/a</Url><Object>a</Object>' +
        '<IgnoreSameKey>false</IgnoreSameKey></AsyncFetchTaskConfiguration>',
    },
  ),
  exchange(
    sectionOperations(documents.asyncFetchTask).get,
    { bucket, id: 't1' },
    'GET b/?asyncFetch',
    { TaskId: 't1', State: 'Running' },
    { body: '<AsyncFetchTaskInfo><TaskId>t1</TaskId><State>Running</State></AsyncFetchTaskInfo>' },
    { headers: { 'x-oss-task-id': 't1' } },
  ),
]
