import type { ServerOperation } from '../exchange.ts'
import * as rules from './access-point-rules.ts'
import * as points from './access-points.ts'
import * as account from './account.ts'
import * as asyncFetch from './async-fetch.ts'
import * as facts from './bucket-facts.ts'
import * as buckets from './buckets.ts'
import * as cname from './cname.ts'
import { deleteBucketTags } from './configuration/bucket-tags.ts'
import { configurationOperations } from './configuration/operations.ts'
import { getBucketPolicyStatus } from './configuration/policy.ts'
import { getUserQosInfo } from './configuration/quotas.ts'
import * as requesters from './configuration/requester-qos.ts'
import { preflight } from './cors.ts'
import { onBucket, onService } from './define.ts'
import { deleteMultipleObjects } from './delete-objects.ts'
import * as inventory from './inventory.ts'
import { listObjects, listObjectsV2 } from './list-objects.ts'
import { listMultipartUploads } from './list-uploads.ts'
import { listObjectVersions } from './list-versions.ts'
import { listLiveChannels } from './live-channels.ts'
import * as metaQuery from './meta-query.ts'
import { postObject } from './post-object.ts'
import * as transition from './redundancy-transition.ts'
import { describeRegions } from './regions.ts'
import * as replication from './replication.ts'
import { resourcePoolOperations } from './resource-pools.ts'
import * as styles from './styles.ts'
import * as worm from './worm.ts'

const requester = 'requesterQosInfo qosRequester'
const pointName = 'x-oss-access-point-name'
const pointBlock = `publicAccessBlock ${pointName}`
const taskId = 'x-oss-redundancy-transition-taskid'

/** Of the service and of buckets. The first that fits wins: what needs more comes first. */
export const bucketOperations: readonly ServerOperation[] = [
  onService('DescribeRegions', 'GET regions', describeRegions),
  onService(
    'ListUserDataRedundancyTransition',
    'GET redundancyTransition',
    transition.listUserRedundancyTransitions,
  ),
  onService('GetPublicAccessBlock', 'GET publicAccessBlock', account.getPublicAccessBlock),
  onService('PutPublicAccessBlock', 'PUT publicAccessBlock', account.putPublicAccessBlock),
  onService('DeletePublicAccessBlock', 'DELETE publicAccessBlock', account.deletePublicAccessBlock),
  onService('GetUserQosInfo', 'GET qosInfo', getUserQosInfo),
  onService('ListAccessPoints', 'GET accessPoint', points.listAccessPoints),
  ...resourcePoolOperations,
  onService('ListBuckets', 'GET tagging', buckets.listBuckets),
  onService('ListBuckets', 'GET', buckets.listBuckets),
  onBucket('CreateAccessPoint', 'PUT accessPoint', 'owner', points.createAccessPoint),
  onBucket('GetAccessPoint', 'GET accessPoint', 'owner', points.getAccessPoint, pointName),
  onBucket('DeleteAccessPoint', 'DELETE accessPoint', 'owner', points.deleteAccessPoint, pointName),
  onBucket('ListBucketAccessPoints', 'GET accessPoint', 'owner', points.listBucketAccessPoints),
  onBucket(
    'PutAccessPointPolicy',
    'PUT accessPointPolicy',
    'owner',
    rules.putAccessPointPolicy,
    pointName,
  ),
  onBucket(
    'GetAccessPointPolicy',
    'GET accessPointPolicy',
    'owner',
    rules.getAccessPointPolicy,
    pointName,
  ),
  onBucket(
    'DeleteAccessPointPolicy',
    'DELETE accessPointPolicy',
    'owner',
    rules.deleteAccessPointPolicy,
    pointName,
  ),
  onBucket(
    'PutAccessPointPublicAccessBlock',
    `PUT ${pointBlock}`,
    'owner',
    rules.putAccessPointPublicAccessBlock,
  ),
  onBucket(
    'GetAccessPointPublicAccessBlock',
    `GET ${pointBlock}`,
    'owner',
    rules.getAccessPointPublicAccessBlock,
  ),
  onBucket(
    'DeleteAccessPointPublicAccessBlock',
    `DELETE ${pointBlock}`,
    'owner',
    rules.deleteAccessPointPublicAccessBlock,
  ),
  ...configurationOperations,
  onBucket('DeleteBucketTags', 'DELETE tagging', 'owner', deleteBucketTags),
  onBucket('GetBucketPolicyStatus', 'GET policyStatus', 'owner', getBucketPolicyStatus),
  onBucket('GetBucketInfo', 'GET bucketInfo', 'owner', facts.getBucketInfo),
  onBucket('GetBucketStat', 'GET stat', 'owner', facts.getBucketStat),
  onBucket('GetBucketLocation', 'GET location', 'owner', buckets.getBucketLocation),
  onBucket('GetBucketAcl', 'GET acl', 'owner', buckets.getBucketAcl),
  onBucket('PutBucketAcl', 'PUT acl', 'owner', buckets.putBucketAcl),
  onBucket('InitiateBucketWorm', 'POST worm', 'owner', worm.initiateBucketWorm),
  onBucket('AbortBucketWorm', 'DELETE worm', 'owner', worm.abortBucketWorm),
  onBucket('GetBucketWorm', 'GET worm', 'owner', worm.getBucketWorm),
  onBucket('ExtendBucketWorm', 'POST wormId wormExtend', 'owner', worm.extendBucketWorm),
  onBucket('CompleteBucketWorm', 'POST wormId', 'owner', worm.completeBucketWorm),
  onBucket('PutBucketInventory', 'PUT inventory', 'owner', inventory.putBucketInventory),
  onBucket('DeleteBucketInventory', 'DELETE inventory', 'owner', inventory.deleteBucketInventory),
  onBucket(
    'GetBucketInventory',
    'GET inventory inventoryId',
    'owner',
    inventory.getBucketInventory,
  ),
  onBucket('ListBucketInventory', 'GET inventory', 'owner', inventory.listBucketInventory),
  onBucket(
    'PutBucketReplication',
    'POST replication comp=add',
    'owner',
    replication.putBucketReplication,
  ),
  onBucket(
    'DeleteBucketReplication',
    'POST replication comp=delete',
    'owner',
    replication.deleteBucketReplication,
  ),
  onBucket('GetBucketReplication', 'GET replication', 'owner', replication.getBucketReplication),
  onBucket(
    'GetBucketReplicationLocation',
    'GET replicationLocation',
    'owner',
    replication.getBucketReplicationLocation,
  ),
  onBucket(
    'GetBucketReplicationProgress',
    'GET replicationProgress',
    'owner',
    replication.getBucketReplicationProgress,
  ),
  onBucket('PutBucketRtc', 'PUT rtc', 'owner', replication.putBucketRtc),
  onBucket('PutCname', 'POST cname comp=add', 'owner', cname.putCname),
  onBucket('DeleteCname', 'POST cname comp=delete', 'owner', cname.deleteCname),
  onBucket('CreateCnameToken', 'POST cname comp=token', 'owner', cname.createCnameToken),
  onBucket('GetCnameToken', 'GET cname comp=token', 'owner', cname.getCnameToken),
  onBucket('ListCname', 'GET cname', 'owner', cname.listCname),
  onBucket(
    'CreateBucketDataRedundancyTransition',
    'POST redundancyTransition x-oss-target-redundancy-type',
    'owner',
    transition.createRedundancyTransition,
  ),
  onBucket(
    'GetBucketDataRedundancyTransition',
    `GET redundancyTransition ${taskId}`,
    'owner',
    transition.getRedundancyTransition,
  ),
  onBucket(
    'DeleteBucketDataRedundancyTransition',
    `DELETE redundancyTransition ${taskId}`,
    'owner',
    transition.deleteRedundancyTransition,
  ),
  onBucket(
    'ListBucketDataRedundancyTransition',
    'GET redundancyTransition',
    'owner',
    transition.listRedundancyTransitions,
  ),
  onBucket('OpenMetaQuery', 'POST metaQuery comp=add', 'owner', metaQuery.openMetaQuery),
  onBucket('GetMetaQueryStatus', 'GET metaQuery', 'owner', metaQuery.getMetaQueryStatus),
  onBucket('DoMetaQuery', 'POST metaQuery comp=query', 'owner', metaQuery.doMetaQuery),
  onBucket('CloseMetaQuery', 'POST metaQuery comp=delete', 'owner', metaQuery.closeMetaQuery),
  onBucket('PutAsyncFetchTask', 'POST asyncFetch', 'owner', asyncFetch.putAsyncFetchTask),
  onBucket('GetAsyncFetchTask', 'GET asyncFetch', 'owner', asyncFetch.getAsyncFetchTask),
  onBucket(
    'PutBucketRequesterQoSInfo',
    `PUT ${requester}`,
    'owner',
    requesters.putBucketRequesterQos,
  ),
  onBucket(
    'GetBucketRequesterQoSInfo',
    `GET ${requester}`,
    'owner',
    requesters.getBucketRequesterQos,
  ),
  onBucket(
    'DeleteBucketRequesterQoSInfo',
    `DELETE ${requester}`,
    'owner',
    requesters.deleteBucketRequesterQos,
  ),
  onBucket(
    'ListBucketRequesterQoSInfos',
    'GET requesterQosInfo',
    'owner',
    requesters.listBucketRequestersQos,
  ),
  onBucket('PutStyle', 'PUT style styleName', 'owner', styles.putStyle),
  onBucket('GetStyle', 'GET style styleName', 'owner', styles.getStyle),
  onBucket('ListStyle', 'GET style', 'owner', styles.listStyle),
  onBucket('DeleteStyle', 'DELETE style styleName', 'owner', styles.deleteStyle),
  onBucket('ListLiveChannel', 'GET live', 'list', listLiveChannels),
  onBucket('ListMultipartUploads', 'GET uploads', 'list', listMultipartUploads),
  onBucket('ListObjectVersions', 'GET versions', 'list', listObjectVersions),
  // Decided for every key, by the handler.
  onBucket('DeleteMultipleObjects', 'POST delete', 'open', deleteMultipleObjects),
  onBucket('PostObject', 'POST', 'open', postObject, 'content-type'),
  onBucket('ListObjectsV2', 'GET list-type', 'list', listObjectsV2),
  onBucket('ListObjects', 'GET', 'list', listObjects),
  {
    name: 'PutBucket',
    method: 'PUT',
    target: 'new-bucket',
    access: 'open',
    handle: buckets.putBucket,
  },
  onBucket('DeleteBucket', 'DELETE', 'owner', buckets.deleteBucket),
  onBucket('OptionObject', 'OPTIONS', 'open', preflight),
]
