import type { DocumentName } from '../../../shared/oss/documents.ts'

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
  archiveDirectRead:
    '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
  encryption:
    '<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm>' +
    '<KMSMasterKeyID>9468da86-3509-4f8d-a61e-6eab1eac</KMSMasterKeyID>' +
    '<KMSDataEncryption>SM4</KMSDataEncryption></ApplyServerSideEncryptionByDefault>' +
    '</ServerSideEncryptionRule>',
  httpsConfig:
    '<HttpsConfiguration><TLS><Enable>true</Enable><TLSVersion>TLSv1.2</TLSVersion>' +
    '<TLSVersion>TLSv1.3</TLSVersion></TLS></HttpsConfiguration>',
  logging:
    '<BucketLoggingStatus><LoggingEnabled><TargetBucket>samples</TargetBucket>' +
    '<TargetPrefix>logs/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
  publicAccessBlock:
    '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess>' +
    '</PublicAccessBlockConfiguration>',
  referer:
    '<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer>' +
    '<AllowTruncateQueryString>true</AllowTruncateQueryString><TruncatePath>true</TruncatePath>' +
    '<RefererList><Referer>https://*.example.com</Referer><Referer>http://a?.example.net</Referer>' +
    '</RefererList><RefererBlacklist><Referer>http://bad.example.com</Referer></RefererBlacklist>' +
    '</RefererConfiguration>',
  requestPayment:
    '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
  resourceGroup:
    '<BucketResourceGroupConfiguration><ResourceGroupId>rg-aekz3example</ResourceGroupId>' +
    '</BucketResourceGroupConfiguration>',
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
}
