import {
  deleteBucket,
  getBucketInfo,
  getBucketLocation,
  putBucket,
} from '../../../../electron/oss/operations/bucket.ts'
import { getBucketStat } from '../../../../electron/oss/operations/bucket-stat.ts'
import { describeRegions, listBuckets } from '../../../../electron/oss/operations/service.ts'
import { exchange } from './exchange.ts'

const bucket = 'b'
const nothing = { storageBytes: 0, realBytes: 0, objects: 0 }

export const basicExchanges = [
  exchange(
    listBuckets,
    { prefix: 'p', marker: 'm', maxKeys: 1, tag: { key: 't' } },
    'GET /?prefix=p&marker=m&max-keys=1&tag-key=t',
    {
      buckets: [
        {
          name: 'b',
          region: 'cn-hangzhou',
          createdAt: '2014-02-17T18:12:43.000Z',
          storageClass: 'IA',
          publicEndpoint: 'oss-cn-hangzhou.aliyuncs.com',
          internalEndpoint: 'oss-cn-hangzhou-internal.aliyuncs.com',
        },
      ],
      ownerId: '1234',
      next: 'b',
    },
    {
      body:
        '<ListAllMyBucketsResult><IsTruncated>true</IsTruncated><NextMarker>b</NextMarker>' +
        '<Owner><ID>1234</ID></Owner><Buckets><Bucket><Name>b</Name><Location>oss-cn-hangzhou</Location>' +
        '<CreationDate>2014-02-17T18:12:43.000Z</CreationDate><StorageClass>IA</StorageClass>' +
        '<ExtranetEndpoint>oss-cn-hangzhou.aliyuncs.com</ExtranetEndpoint>' +
        '<IntranetEndpoint>oss-cn-hangzhou-internal.aliyuncs.com</IntranetEndpoint></Bucket></Buckets>' +
        '</ListAllMyBucketsResult>',
    },
  ),
  exchange(
    describeRegions,
    { region: 'cn-hangzhou' },
    'GET /?regions=oss-cn-hangzhou',
    [
      {
        region: 'cn-hangzhou',
        publicEndpoint: 'oss-cn-hangzhou.aliyuncs.com',
        internalEndpoint: 'oss-cn-hangzhou-internal.aliyuncs.com',
        accelerateEndpoint: 'oss-accelerate.aliyuncs.com',
      },
    ],
    {
      body:
        '<RegionInfoList><RegionInfo><Region>oss-cn-hangzhou</Region>' +
        '<InternetEndpoint>oss-cn-hangzhou.aliyuncs.com</InternetEndpoint>' +
        '<InternalEndpoint>oss-cn-hangzhou-internal.aliyuncs.com</InternalEndpoint>' +
        '<AccelerateEndpoint>oss-accelerate.aliyuncs.com</AccelerateEndpoint></RegionInfo>' +
        '</RegionInfoList>',
    },
  ),
  exchange(
    putBucket,
    { bucket, acl: 'private', storageClass: 'IA', redundancy: 'ZRS', resourceGroupId: 'rg' },
    'PUT b/',
    undefined,
    {},
    {
      headers: { 'x-oss-acl': 'private', 'x-oss-resource-group-id': 'rg' },
      body:
        '<CreateBucketConfiguration><StorageClass>IA</StorageClass>' +
        '<DataRedundancyType>ZRS</DataRedundancyType></CreateBucketConfiguration>',
    },
  ),
  exchange(deleteBucket, { bucket }, 'DELETE b/', undefined, { status: 204 }),
  exchange(getBucketLocation, { bucket }, 'GET b/?location', 'cn-hangzhou', {
    body: '<LocationConstraint xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">oss-cn-hangzhou</LocationConstraint>',
  }),
  exchange(
    getBucketInfo,
    { bucket },
    'GET b/?bucketInfo',
    {
      name: 'b',
      region: 'cn-hangzhou',
      createdAt: null,
      publicEndpoint: null,
      internalEndpoint: null,
      acl: 'private',
      storageClass: 'Standard',
      redundancy: 'LRS',
      versioning: 'Suspended',
      ownerId: '27',
      comment: null,
      blockPublicAccess: true,
      transferAcceleration: true,
      crossRegionReplication: false,
      accessMonitor: true,
      resourceGroupId: 'rg',
      encryption: null,
    },
    {
      body:
        '<BucketInfo><Bucket><Name>b</Name><Location>oss-cn-hangzhou</Location>' +
        '<StorageClass>Standard</StorageClass><DataRedundancyType>LRS</DataRedundancyType>' +
        '<Versioning>Suspended</Versioning><TransferAcceleration>Enabled</TransferAcceleration>' +
        '<CrossRegionReplication>Disabled</CrossRegionReplication><AccessMonitor>Enabled</AccessMonitor>' +
        '<ResourceGroupId>rg</ResourceGroupId><Owner><ID>27</ID></Owner><AccessControlList>' +
        '<Grant>private</Grant></AccessControlList><ServerSideEncryptionRule>' +
        '<SSEAlgorithm>None</SSEAlgorithm></ServerSideEncryptionRule><Comment></Comment>' +
        '<BlockPublicAccess>true</BlockPublicAccess></Bucket></BucketInfo>',
    },
  ),
  exchange(
    getBucketStat,
    { bucket },
    'GET b/?stat',
    {
      storageBytes: 1600,
      objects: 230,
      multipartUploads: 40,
      multipartParts: 42,
      liveChannels: 4,
      deleteMarkers: 8,
      byClass: {
        Standard: { storageBytes: 430, realBytes: 430, objects: 66 },
        IA: { storageBytes: 2359, realBytes: 360, objects: 54 },
        Archive: nothing,
        ColdArchive: { storageBytes: 2359, realBytes: 36, objects: 36 },
        DeepColdArchive: nothing,
      },
      measuredAt: '2021-09-18T07:35:59.000Z',
    },
    {
      body:
        '<BucketStat><Storage>1600</Storage><ObjectCount>230</ObjectCount>' +
        '<MultipartUploadCount>40</MultipartUploadCount><MultipartPartCount>42</MultipartPartCount>' +
        '<LiveChannelCount>4</LiveChannelCount><LastModifiedTime>1631950559</LastModifiedTime>' +
        '<StandardStorage>430</StandardStorage><StandardObjectCount>66</StandardObjectCount>' +
        '<InfrequentAccessStorage>2359</InfrequentAccessStorage>' +
        '<InfrequentAccessRealStorage>360</InfrequentAccessRealStorage>' +
        '<InfrequentAccessObjectCount>54</InfrequentAccessObjectCount>' +
        '<ColdArchiveStorage>2359</ColdArchiveStorage>' +
        '<ColdArchiveRealStorage>36</ColdArchiveRealStorage>' +
        '<ColdArchiveObjectCount>36</ColdArchiveObjectCount>' +
        '<DeleteMarkerCount>8</DeleteMarkerCount></BucketStat>',
    },
  ),
]
