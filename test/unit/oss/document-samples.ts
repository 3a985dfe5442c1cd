import type { DocumentName } from '../../../shared/oss/documents.ts'

const inventory =
  '<InventoryConfiguration><Id>i1</Id><IsEnabled>true</IsEnabled><Destination>' +
  '<OSSBucketDestination><Format>CSV</Format><AccountId>100000000000000</AccountId>' +
  '<RoleArn>acs:ram::100000000000000:role/AliyunOSSRole</RoleArn><Bucket>acs:oss:::samples</Bucket>' +
  '<Prefix>p/</Prefix><Encryption><SSE-OSS></SSE-OSS></Encryption></OSSBucketDestination>' +
  '</Destination><Schedule><Frequency>Daily</Frequency></Schedule><Filter><Prefix>f/</Prefix>' +
  '<LowerSizeBound>1024</LowerSizeBound></Filter>' +
  '<IncludedObjectVersions>All</IncludedObjectVersions><OptionalFields><Field>Size</Field>' +
  '</OptionalFields></InventoryConfiguration>'

const replicated =
  '<ID>r1</ID><PrefixSet><Prefix>a/</Prefix><Prefix>b/</Prefix></PrefixSet><Action>ALL</Action>' +
  '<Destination><Bucket>samples</Bucket><Location>oss-cn-beijing</Location>' +
  '<TransferType>oss_acc</TransferType></Destination>' +
  '<HistoricalObjectReplication>enabled</HistoricalObjectReplication>'

const transition =
  '<BucketDataRedundancyTransition><TaskId>t1</TaskId><Status>Processing</Status>' +
  '<ProcessPercentage>30</ProcessPercentage><EstimatedRemainingTime>16</EstimatedRemainingTime>' +
  '<CreateTime>2023-11-17T09:11:58.000Z</CreateTime></BucketDataRedundancyTransition>'

const limited =
  '<QoSConfiguration><TotalUploadBandwidth>10</TotalUploadBandwidth>' +
  '<IntranetUploadBandwidth>-1</IntranetUploadBandwidth>' +
  '<ExtranetUploadBandwidth>-1</ExtranetUploadBandwidth>' +
  '<TotalDownloadBandwidth>10</TotalDownloadBandwidth>' +
  '<IntranetDownloadBandwidth>-1</IntranetDownloadBandwidth>' +
  '<ExtranetDownloadBandwidth>-1</ExtranetDownloadBandwidth><TotalQps>100</TotalQps>' +
  '<IntranetQps>-1</IntranetQps><ExtranetQps>-1</ExtranetQps></QoSConfiguration>'
const requester = `<RequesterQoSInfo>${limited}</RequesterQoSInfo>`
const point =
  '<AccessPointName>ap-01</AccessPointName><Bucket>b</Bucket><Alias>ap-01-alias</Alias>' +
  '<Status>enable</Status><NetworkOrigin>vpc</NetworkOrigin>' +
  '<VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>'
const policy =
  '{"Version":"1","Statement":[{"Effect":"Deny","Action":["oss:PutObject"],' +
  '"Principal":["20214760404935xxxx"],"Resource":["acs:oss:*:*:b/denied/*"],' +
  '"Condition":{"IpAddress":{"acs:SourceIp":"10.0.0.0/8"}}}]}'
const publicAccess =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess>' +
  '</PublicAccessBlockConfiguration>'

/** One document of each kind with all that the service documents, in the documented order. */
export const samples: Readonly<Record<Exclude<DocumentName, 'acl'>, string>> = {
  cors:
    '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>' +
    '</CORSRule><ResponseVary>false</ResponseVary></CORSConfiguration>',
  lifecycle:
    '<LifecycleConfiguration><Rule><ID>r1</ID><Prefix>logs/</Prefix><Status>Enabled</Status>' +
    '<Expiration><Days>365</Days></Expiration></Rule></LifecycleConfiguration>',
  accessMonitor:
    '<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>',
  accessPoint: `<GetAccessPointResult>${point}</GetAccessPointResult>`,
  accessPointPolicy: policy,
  accessPointPublicAccessBlock: publicAccess,
  accessPoints:
    `<ListAccessPointsResult><AccessPoints><AccessPoint>${point}</AccessPoint></AccessPoints>` +
    '<IsTruncated>false</IsTruncated></ListAccessPointsResult>',
  archiveDirectRead:
    '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
  asyncFetchTask:
    '<AsyncFetchTaskInfo><TaskId>t1</TaskId><State>Success</State><ErrorMsg></ErrorMsg>' +
    '<TaskInfo><Url>http://example.com/a</Url><Object>a</Object></TaskInfo></AsyncFetchTaskInfo>',
  callbackPolicy:
    '<BucketCallbackPolicy><PolicyItem><PolicyName>first</PolicyName><Callback>e30=</Callback>' +
    '<CallbackVar>e30=</CallbackVar></PolicyItem></BucketCallbackPolicy>',
  cnames: '<ListCnameResult><Cname><Domain>files.example.com</Domain></Cname></ListCnameResult>',
  cnameToken:
    '<CnameToken><Token>be1d4</Token><ExpireTime>Wed, 15 Sep 2021 02:35:07 GMT</ExpireTime>' +
    '<Bucket>b</Bucket><Cname>files.example.com</Cname></CnameToken>',
  encryption:
    '<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm>' +
    '<KMSMasterKeyID>9468da86-3509-4f8d-a61e-6eab1eac</KMSMasterKeyID>' +
    '<KMSDataEncryption>SM4</KMSDataEncryption></ApplyServerSideEncryptionByDefault>' +
    '</ServerSideEncryptionRule>',
  httpsConfig:
    '<HttpsConfiguration><TLS><Enable>true</Enable><TLSVersion>TLSv1.2</TLSVersion>' +
    '<TLSVersion>TLSv1.3</TLSVersion></TLS></HttpsConfiguration>',
  inventories: `<ListInventoryConfigurationsResult>${inventory}</ListInventoryConfigurationsResult>`,
  inventory,
  logging:
    '<BucketLoggingStatus><LoggingEnabled><TargetBucket>samples</TargetBucket>' +
    '<TargetPrefix>logs/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
  metaQuery:
    '<MetaQueryStatus><State>Running</State><Phase>FullScanning</Phase>' +
    '<CreateTime>2021-08-02T10:49:17.289+08:00</CreateTime></MetaQueryStatus>',
  policy,
  policyStatus: '<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>',
  publicAccessBlock: publicAccess,
  qosInfo: limited,
  redundancyTransition: transition,
  redundancyTransitions: `<ListBucketDataRedundancyTransition>${transition}</ListBucketDataRedundancyTransition>`,
  referer:
    '<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer>' +
    '<AllowTruncateQueryString>true</AllowTruncateQueryString><TruncatePath>true</TruncatePath>' +
    '<RefererList><Referer>https://*.example.com</Referer><Referer>http://a?.example.net</Referer>' +
    '</RefererList><RefererBlacklist><Referer>http://bad.example.com</Referer></RefererBlacklist>' +
    '</RefererConfiguration>',
  replication: `<ReplicationConfiguration><Rule>${replicated}</Rule></ReplicationConfiguration>`,
  replicationLocation:
    '<ReplicationLocation><Location>oss-cn-beijing</Location><Location>oss-cn-qingdao</Location>' +
    '</ReplicationLocation>',
  replicationProgress:
    `<ReplicationProgress><Rule>${replicated}<Progress><HistoricalObject>0.85</HistoricalObject>` +
    '<NewObject>2015-09-24T15:28:14.000Z</NewObject></Progress></Rule></ReplicationProgress>',
  requestPayment:
    '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
  requesterQos: requester,
  requestersQos: `<ListBucketRequesterQoSInfosResult>${requester}</ListBucketRequesterQoSInfosResult>`,
  resourceGroup:
    '<BucketResourceGroupConfiguration><ResourceGroupId>rg-aekz3example</ResourceGroupId>' +
    '</BucketResourceGroupConfiguration>',
  storageCapacity: '<BucketUserQos><StorageCapacity>100</StorageCapacity></BucketUserQos>',
  style: '<Style><Content>image/resize,w_100</Content></Style>',
  styles:
    '<StyleList><Style><Name>large</Name><Content>image/resize,w_900</Content></Style>' +
    '<Style><Name>small</Name><Content>image/resize,w_100</Content></Style></StyleList>',
  tagging:
    '<Tagging><TagSet><Tag><Key>team</Key><Value>a &amp; b</Value></Tag>' +
    '<Tag><Key>empty</Key><Value></Value></Tag></TagSet></Tagging>',
  transferAcceleration:
    '<TransferAccelerationConfiguration><Enabled>true</Enabled></TransferAccelerationConfiguration>',
  userDefinedLogFields:
    '<UserDefinedLogFieldsConfiguration><HeaderSet><header>header1</header>' +
    '<header>header2</header></HeaderSet><ParamSet><parameter>param1</parameter></ParamSet>' +
    '</UserDefinedLogFieldsConfiguration>',
  versioning: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  website:
    '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix>' +
    '<SupportSubDir>true</SupportSubDir><Type>0</Type></IndexDocument><ErrorDocument>' +
    '<Key>error.html</Key><HttpStatus>404</HttpStatus></ErrorDocument><RoutingRules><RoutingRule>' +
    '<RuleNumber>1</RuleNumber><Condition><KeyPrefixEquals>abc/</KeyPrefixEquals>' +
    '<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals><IncludeHeader>' +
    '<Key>host</Key><Equals>test.example.com</Equals></IncludeHeader></Condition><Redirect>' +
    '<RedirectType>Mirror</RedirectType><MirrorHeaders><PassAll>true</PassAll>' +
    '<Pass>one</Pass><Pass>two</Pass><Remove>three</Remove><Set><Key>k</Key><Value>v</Value></Set>' +
    '</MirrorHeaders><MirrorURL>http://origin.example.com/</MirrorURL>' +
    '<PassQueryString>true</PassQueryString></Redirect></RoutingRule><RoutingRule>' +
    '<RuleNumber>2</RuleNumber><Condition><KeySuffixEquals>.txt</KeySuffixEquals></Condition>' +
    '<Redirect><RedirectType>External</RedirectType><Protocol>https</Protocol>' +
    '<HostName>example.com</HostName><HttpRedirectCode>302</HttpRedirectCode>' +
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the service fills it in
    '<ReplaceKeyWith>prefix/${key}</ReplaceKeyWith></Redirect></RoutingRule></RoutingRules>' +
    '</WebsiteConfiguration>',
  worm:
    '<WormConfiguration><State>InProgress</State>' +
    '<RetentionPeriodInDays>1</RetentionPeriodInDays></WormConfiguration>',
}
