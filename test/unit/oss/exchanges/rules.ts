import {
  deleteBucketReplication,
  putBucketReplication,
  putBucketRtc,
} from '../../../../electron/oss/operations/bucket-actions.ts'
import { sectionOperations } from '../../../../electron/oss/operations/section.ts'
import { documents } from '../../../../shared/oss/documents.ts'
import { exchange } from './exchange.ts'

const bucket = 'b'
const inventory =
  '<InventoryConfiguration><Id>i1</Id><IsEnabled>true</IsEnabled><Destination>' +
  '<OSSBucketDestination><Format>CSV</Format><AccountId>100000000000000</AccountId>' +
  '<RoleArn>acs:ram::100000000000000:role/AliyunOSSRole</RoleArn><Bucket>acs:oss:::reports</Bucket>' +
  '<Prefix>p/</Prefix><Encryption><SSE-OSS></SSE-OSS></Encryption></OSSBucketDestination>' +
  '</Destination><Schedule><Frequency>Daily</Frequency></Schedule><Filter><Prefix>f/</Prefix>' +
  '<LowerSizeBound>1024</LowerSizeBound></Filter>' +
  '<IncludedObjectVersions>All</IncludedObjectVersions><OptionalFields><Field>Size</Field>' +
  '</OptionalFields></InventoryConfiguration>'
const inventoryFacts = {
  Id: 'i1',
  IsEnabled: 'true',
  Destination: {
    OSSBucketDestination: {
      Format: 'CSV',
      AccountId: '100000000000000',
      RoleArn: 'acs:ram::100000000000000:role/AliyunOSSRole',
      Bucket: 'acs:oss:::reports',
      Prefix: 'p/',
      Encryption: { 'SSE-OSS': '' },
    },
  },
  Schedule: { Frequency: 'Daily' },
  Filter: { Prefix: 'f/', LowerSizeBound: '1024' },
  IncludedObjectVersions: 'All',
  OptionalFields: { Field: ['Size'] },
}
const rule =
  '<Rule><PrefixSet><Prefix>a/</Prefix><Prefix>b/</Prefix></PrefixSet><Action>ALL</Action>' +
  '<Destination><Bucket>target</Bucket><Location>oss-cn-beijing</Location>' +
  '<TransferType>oss_acc</TransferType></Destination>' +
  '<HistoricalObjectReplication>enabled</HistoricalObjectReplication></Rule>'
const ruleFacts = {
  PrefixSet: { Prefix: ['a/', 'b/'] },
  Action: 'ALL',
  Destination: { Bucket: 'target', Location: 'oss-cn-beijing', TransferType: 'oss_acc' },
  HistoricalObjectReplication: 'enabled',
}

const one = sectionOperations(documents.inventory)

export const ruleExchanges = [
  exchange(one.get, { bucket, id: 'i1' }, 'GET b/?inventory&inventoryId=i1', inventoryFacts, {
    body: inventory,
  }),
  exchange(
    one.put,
    { bucket, id: 'i1', document: inventoryFacts },
    'PUT b/?inventory&inventoryId=i1',
    undefined,
    {},
    { body: inventory },
  ),
  exchange(one.delete, { bucket, id: 'i1' }, 'DELETE b/?inventory&inventoryId=i1', undefined, {
    status: 204,
  }),
  exchange(
    sectionOperations(documents.inventories).get,
    { bucket, parameters: { 'continuation-token': 't' } },
    'GET b/?inventory&continuation-token=t',
    {
      InventoryConfiguration: [inventoryFacts],
      IsTruncated: 'true',
      NextContinuationToken: 'n',
    },
    {
      body: `<ListInventoryConfigurationsResult>${inventory}<IsTruncated>true</IsTruncated><NextContinuationToken>n</NextContinuationToken></ListInventoryConfigurationsResult>`,
    },
  ),

  exchange(
    putBucketReplication,
    { bucket, rule: ruleFacts },
    'POST b/?replication&comp=add',
    'R1',
    { headers: { 'x-oss-replication-rule-id': 'R1' } },
    { body: `<ReplicationConfiguration>${rule}</ReplicationConfiguration>` },
  ),
  exchange(
    deleteBucketReplication,
    { bucket, ruleId: 'R1' },
    'POST b/?replication&comp=delete',
    undefined,
    {},
    { body: '<ReplicationRules><ID>R1</ID></ReplicationRules>' },
  ),
  exchange(
    sectionOperations(documents.replication).get,
    { bucket },
    'GET b/?replication',
    { Rule: [{ ...ruleFacts, ID: 'R1', Status: 'doing' }] },
    {
      body: `<ReplicationConfiguration>${rule.replace('<Rule>', '<Rule><ID>R1</ID><Status>doing</Status>')}</ReplicationConfiguration>`,
    },
  ),
  exchange(
    sectionOperations(documents.replicationLocation).get,
    { bucket },
    'GET b/?replicationLocation',
    { Location: ['oss-cn-beijing', 'oss-cn-qingdao'], LocationTransferTypeConstraint: '' },
    {
      body:
        '<ReplicationLocation><Location>oss-cn-beijing</Location><Location>oss-cn-qingdao</Location>' +
        '<LocationTransferTypeConstraint></LocationTransferTypeConstraint></ReplicationLocation>',
    },
  ),
  exchange(
    sectionOperations(documents.replicationProgress).get,
    { bucket, id: 'R1' },
    'GET b/?replicationProgress&rule-id=R1',
    {
      Rule: [
        {
          ID: 'R1',
          Destination: { Bucket: 'target' },
          Status: 'doing',
          Progress: { HistoricalObject: '0.85', NewObject: '2015-09-24T15:28:14.000Z' },
        },
      ],
    },
    {
      body:
        '<ReplicationProgress><Rule><ID>R1</ID><Destination><Bucket>target</Bucket></Destination>' +
        '<Status>doing</Status><Progress><HistoricalObject>0.85</HistoricalObject>' +
        '<NewObject>2015-09-24T15:28:14.000Z</NewObject></Progress></Rule></ReplicationProgress>',
    },
  ),
  exchange(
    putBucketRtc,
    { bucket, ruleId: 'R1', status: 'enabled' },
    'PUT b/?rtc',
    undefined,
    {},
    {
      body: '<ReplicationRule><RTC><Status>enabled</Status></RTC><ID>R1</ID></ReplicationRule>',
    },
  ),
]
