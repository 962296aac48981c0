/**
 * What CDK's names stand for in CloudFormation's: services, enumerations, attributes, and constructs' properties. Facts are
 * those of aws-cdk-lib 2.276. Nothing but names and how to look into the tables.
 */
import { look } from '../cloudformation/vocabulary';

const services: Readonly<Record<string, string>> = Object.fromEntries(
  ('acmpca=ACMPCA amazonmq=AmazonMQ apigateway=ApiGateway apigatewayv2=ApiGatewayV2 appconfig=AppConfig applicationautoscaling=ApplicationAutoScaling apprunner=AppRunner appsync=AppSync '
    + 'autoscaling=AutoScaling bedrockagentcore=BedrockAgentCore certificatemanager=CertificateManager cloudformation=CloudFormation cloudfront=CloudFront cloudtrail=CloudTrail cloudwatch=CloudWatch codeartifact=CodeArtifact '
    + 'codebuild=CodeBuild codecommit=CodeCommit codedeploy=CodeDeploy codepipeline=CodePipeline dax=DAX docdb=DocDB dsql=DSQL dynamodb=DynamoDB ec2=EC2 ecr=ECR ecs=ECS efs=EFS eks=EKS elasticache=ElastiCache '
    + 'elasticloadbalancing=ElasticLoadBalancing elasticloadbalancingv2=ElasticLoadBalancingV2 emr=EMR emrserverless=EMRServerless eventschemas=EventSchemas fsx=FSx globalaccelerator=GlobalAccelerator '
    + 'guardduty=GuardDuty iam=IAM inspectorv2=InspectorV2 iot=IoT iotanalytics=IoTAnalytics ivs=IVS kinesisanalyticsv2=KinesisAnalyticsV2 kinesisfirehose=KinesisFirehose kinesisvideo=KinesisVideo '
    + 'kms=KMS lakeformation=LakeFormation mediaconnect=MediaConnect mediaconvert=MediaConvert medialive=MediaLive mediapackage=MediaPackage mediapackagev2=MediaPackageV2 mediatailor=MediaTailor memorydb=MemoryDB msk=MSK mwaa=MWAA '
    + 'networkfirewall=NetworkFirewall opensearchserverless=OpenSearchServerless opensearchservice=OpenSearchService qldb=QLDB quicksight=QuickSight ram=RAM rds=RDS redshiftserverless=RedshiftServerless '
    + 'resourcegroups=ResourceGroups s3objectlambda=S3ObjectLambda s3tables=S3Tables s3vectors=S3Vectors sagemaker=SageMaker sam=Serverless secretsmanager=SecretsManager securityhub=SecurityHub servicecatalog=ServiceCatalog servicediscovery=ServiceDiscovery '
    + 'ses=SES sns=SNS sqs=SQS ssm=SSM stepfunctions=StepFunctions transfer=Transfer verifiedpermissions=VerifiedPermissions vpclattice=VpcLattice waf=WAF wafregional=WAFRegional wafv2=WAFv2 workspaces=WorkSpaces xray=XRay').split(' ').map((pair) => pair.split('=') as [string, string]),
);

/** The CloudFormation type of an L1 class: `CfnBucket` of `aws-s3`. */
export function cfnType(module: string, name: string): string {
  const service = module.replace(/^aws-/, '');
  return `AWS::${look(services, service) ?? service.charAt(0).toUpperCase() + service.slice(1)}::${name.slice(3)}`;
}

/** L1 properties whose CloudFormation names are not just theirs with a capital, by module: CDK writes an acronym with one. */
const spelled: Readonly<Record<string, string>> = {
  'aws-s3': 'KMSMasterKeyID SSEAlgorithm ReplicaKmsKeyID SSEKMS SSES3',
  'aws-dynamodb': 'SSEEnabled SSEType KMSMasterKeyId SSESpecification',
  'aws-cloudfront': 'DefaultTTL MaxTTL MinTTL IdleTTL MaximumTTL HTTPPort HTTPSPort OriginSSLProtocols DNSName FunctionARN LambdaFunctionARN ErrorCachingMinTTL CNAMEs IPV6Enabled WebACLId KeyValueStoreARN XSSProtection UseClientCertificateOCSPEndpoint',
  'aws-rds': 'DBClusterIdentifier DBClusterInstanceClass DBClusterParameterGroupName DBInstanceParameterGroupName DBSubnetGroupName DBSystemId DomainIAMRoleName EnableIAMDatabaseAuthentication SourceDBClusterIdentifier CAIdentifier CACertificateIdentifier CustomIAMInstanceProfile DBClusterSnapshotIdentifier DBInstanceClass DBInstanceIdentifier DBName DBParameterGroupName DBSecurityGroups DBSnapshotIdentifier MultiAZ SourceDBInstanceAutomatedBackupsArn SourceDBInstanceIdentifier VPCSecurityGroups IAMAuth DBProxyName RequireTLS DBProxyEndpointName DBClusterIdentifiers DBInstanceIdentifiers CIDRIP EC2SecurityGroupId EC2SecurityGroupName EC2SecurityGroupOwnerId DBSecurityGroupIngress EC2VpcId DBSecurityGroupName DBSubnetGroupDescription DBSecurityGroupMemberships DBClusterEndpointIdentifier DBShardGroupIdentifier MaxACU MinACU TargetDBClusterParameterGroupName TargetDBInstanceClass TargetDBParameterGroupName',
  'aws-apigateway': 'ProviderARNs',
  'aws-cognito': 'OpenIdConnectProviderARNs SamlProviderARNs CustomSMSSender KMSKeyID WebAuthnRelyingPartyID CallbackURLs DefaultRedirectURI LogoutURLs BlockedIPRangeList SkippedIPRangeList CSS',
  'aws-kinesisfirehose': 'KeyARN AWSKMSKeyARN KMSEncryptionConfig BucketARN RoleARN SecretARN KinesisStreamARN ClusterJDBCURL DomainARN MSKClusterARN HECAcknowledgmentTimeoutInSeconds HECEndpoint HECEndpointType HECToken DatabaseSourceVPCConfiguration SSLMode MSKSourceConfiguration',
  'aws-opensearchservice': 'EnforceHTTPS TLSSecurityPolicy MasterUserARN IAMFederationOptions JWTOptions SAMLOptions EBSEnabled MultiAZWithStandbyEnabled EnabledAPIAccess IdentityCenterApplicationARN IdentityCenterInstanceARN AIMLOptions EBSOptions IPAddressType VPCOptions',
  'aws-elasticsearch': 'MasterUserARN EnforceHTTPS TLSSecurityPolicy EBSEnabled EBSOptions VPCOptions',
  'aws-elasticache': 'AZMode MultiAZEnabled EC2SecurityGroupName EC2SecurityGroupOwnerId ECPUPerSecond',
  'aws-docdb': 'DBClusterIdentifier DBClusterParameterGroupName DBSubnetGroupName SourceDBClusterIdentifier CACertificateIdentifier DBInstanceClass DBInstanceIdentifier DBSubnetGroupDescription',
  'aws-neptune': 'DBClusterIdentifier DBClusterParameterGroupName DBInstanceParameterGroupName DBPort DBSubnetGroupName SourceDBClusterIdentifier DBInstanceClass DBInstanceIdentifier DBParameterGroupName DBSnapshotIdentifier DBSubnetGroupDescription',
  'aws-ec2': 'SAMLProviderArn SelfServiceSAMLProviderArn TotalLocalStorageGB EIP EnableResourceNameDnsAAAARecord DPDTimeoutAction DPDTimeoutSeconds IKEVersions Phase1DHGroupNumbers Phase2DHGroupNumbers AutoEnableIO',
  'aws-lambda': 'SchemaRegistryURI DocumentDBEventSourceConfig SourceKMSKeyArn PrincipalOrgID',
  'aws-wafv2': 'IPAddressVersion JA3Fingerprint JA4Fingerprint ASN ForwardedIP HTTPMethod IP ForwardedIPConfig IPSetForwardedIPConfig IPSetReferenceStatement AWSManagedRulesACFPRuleSet AWSManagedRulesATPRuleSet AWSManagedRulesAntiDDoSRuleSet AWSManagedRulesBotControlRuleSet ALBLowReputationMode WebACLArn',
  'aws-appsync': 'BaseTableTTL DeltaSyncTableTTL DynamoDBConfig AuthTTL IatTTL OpenIDConnectConfig',
  'aws-msk': 'DataVolumeKMSKeyId EBSStorageInfo BrokerAZDistribution MTLS',
  'aws-autoscaling': 'NotificationTargetARN RoleARN TotalLocalStorageGB TopicARN ServiceLinkedRoleARN TargetGroupARNs VPCZoneIdentifier ClassicLinkVPCId ClassicLinkVPCSecurityGroups',
  'aws-ecs': 'TotalLocalStorageGB ManagedEBSVolume EnableECSManagedTags IAM EFSVolumeConfiguration WebACLArn',
  'aws-secretsmanager': 'RotationLambdaARN',
  'aws-cloudtrail': 'KMSKeyId',
  'aws-cloudwatch': 'PromQLCriteria OKActions ScheduledQueryRoleARN',
  'aws-efs': 'TransitionToIA',
  'aws-iam': 'AWSServiceName',
  'aws-kinesis': 'StreamARN BucketARN GSRSchemaARN TableBucketARN ServiceExecutionRoleARN',
  'aws-events': 'ClientID EnableECSManagedTags GraphQLOperation',
  'aws-dax': 'SSEEnabled IAMRoleARN NotificationTopicARN SSESpecification',
};

/** The CloudFormation name of a property of an L1 construct of a module. */
export function cfnKey(name: string, module: string): string {
  const known = (look(spelled, module) ?? '').split(' ').find((one) => one.toLowerCase() === name.toLowerCase());
  return known ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** Below these the keys are data, not properties. */
export const opaqueKeys: ReadonlySet<string> = new Set([
  'variables', 'tags', 'tagsRaw', 'definition', 'definitionSubstitutions', 'definitionObject', 'policyDocument', 'assumeRolePolicyDocument', 'keyPolicy', 'policy', 'resourcePolicy', 'accessPolicies', 'repositoryPolicyText',
  'body', 'eventPattern', 'parameters', 'requestParameters', 'responseParameters', 'requestTemplates', 'responseTemplates', 'requestModels', 'responseModels', 'stageVariables', 'environmentVariables', 'labels', 'content', 'schema', 'filterPolicy', 'metadata',
]);

const enumerations: Readonly<Record<string, string>> = {
  'aws-apigateway.AuthorizationType': 'IAM=AWS_IAM COGNITO=COGNITO_USER_POOLS',
  'aws-apigatewayv2.CorsHttpMethod': 'ANY=*',
  'aws-apigatewayv2.HttpAuthorizerType': 'IAM=AWS_IAM LAMBDA=REQUEST',
  'aws-appsync.AuthorizationType': 'IAM=AWS_IAM USER_POOL=AMAZON_COGNITO_USER_POOLS OIDC=OPENID_CONNECT LAMBDA=AWS_LAMBDA',
  'aws-cloudfront.LambdaEdgeEventType': 'ORIGIN_REQUEST=origin-request ORIGIN_RESPONSE=origin-response VIEWER_REQUEST=viewer-request VIEWER_RESPONSE=viewer-response',
  'aws-cloudfront.ViewerProtocolPolicy': 'HTTPS_ONLY=https-only REDIRECT_TO_HTTPS=redirect-to-https ALLOW_ALL=allow-all',
  'aws-cloudfront.OriginProtocolPolicy': 'HTTP_ONLY=http-only MATCH_VIEWER=match-viewer HTTPS_ONLY=https-only',
  'aws-cloudfront.SecurityPolicyProtocol': 'SSL_V3=SSLv3 TLS_V1=TLSv1 TLS_V1_2016=TLSv1_2016 TLS_V1_1_2016=TLSv1.1_2016 TLS_V1_2_2018=TLSv1.2_2018 TLS_V1_2_2019=TLSv1.2_2019 TLS_V1_2_2021=TLSv1.2_2021 TLS_V1_2_2025=TLSv1.2_2025 TLS_V1_3_2025=TLSv1.3_2025',
  'aws-cognito.Mfa': 'REQUIRED=ON',
  'aws-dynamodb.AttributeType': 'BINARY=B NUMBER=N STRING=S',
  'aws-dynamodb.TableEncryption': 'DEFAULT=AWS_OWNED',
  'aws-iam.Effect': 'ALLOW=Allow DENY=Deny',
  'aws-kinesis.StreamEncryption': 'UNENCRYPTED=NONE',
  'aws-lambda.Architecture': 'ARM_64=arm64 X86_64=x86_64',
  'aws-lambda.HttpMethod': 'ALL=*',
  'aws-lambda.LoggingFormat': 'TEXT=Text',
  'aws-lambda.Tracing': 'ACTIVE=Active PASS_THROUGH=PassThrough DISABLED=Disabled',
  'aws-logs.RetentionDays': 'ONE_DAY=1 THREE_DAYS=3 FIVE_DAYS=5 ONE_WEEK=7 TWO_WEEKS=14 ONE_MONTH=30 TWO_MONTHS=60 THREE_MONTHS=90 FOUR_MONTHS=120 FIVE_MONTHS=150 SIX_MONTHS=180 ONE_YEAR=365 THIRTEEN_MONTHS=400 EIGHTEEN_MONTHS=545 TWO_YEARS=731 THREE_YEARS=1096 FIVE_YEARS=1827 SIX_YEARS=2192 SEVEN_YEARS=2557 EIGHT_YEARS=2922 NINE_YEARS=3288 TEN_YEARS=3653 INFINITE=9999',
  'aws-s3.BucketAccessControl': 'PRIVATE=Private PUBLIC_READ=PublicRead PUBLIC_READ_WRITE=PublicReadWrite AUTHENTICATED_READ=AuthenticatedRead LOG_DELIVERY_WRITE=LogDeliveryWrite BUCKET_OWNER_READ=BucketOwnerRead BUCKET_OWNER_FULL_CONTROL=BucketOwnerFullControl AWS_EXEC_READ=AwsExecRead',
  'aws-s3.ObjectOwnership': 'BUCKET_OWNER_ENFORCED=BucketOwnerEnforced BUCKET_OWNER_PREFERRED=BucketOwnerPreferred OBJECT_WRITER=ObjectWriter',
  'aws-s3.EventType': 'OBJECT_CREATED=s3:ObjectCreated:* OBJECT_CREATED_PUT=s3:ObjectCreated:Put OBJECT_CREATED_POST=s3:ObjectCreated:Post OBJECT_CREATED_COPY=s3:ObjectCreated:Copy OBJECT_REMOVED=s3:ObjectRemoved:* OBJECT_REMOVED_DELETE=s3:ObjectRemoved:Delete',
  'aws-sns.SubscriptionProtocol': 'HTTP=http HTTPS=https EMAIL=email EMAIL_JSON=email-json SMS=sms SQS=sqs APPLICATION=application LAMBDA=lambda FIREHOSE=firehose',
  'aws-sqs.QueueEncryption': 'UNENCRYPTED=NONE',
  'aws-ssm.ParameterType': 'STRING=String SECURE_STRING=SecureString STRING_LIST=StringList',
};

const runtimes: Readonly<Record<string, string>> = { JAVA_8_CORRETTO: 'java8.al2', GO_1_X: 'go1.x', DOTNET_CORE_2_1: 'dotnetcore2.1', DOTNET_CORE_3_1: 'dotnetcore3.1' };

/** The value of an enumeration's member, e.g. `nodejs22.x` for `Runtime.NODEJS_22_X`; undefined where it is none that is known. */
export function enumerated(module: string, path: readonly string[]): string | number | undefined {
  const [type, name, ...rest] = path;
  if (type === undefined || name === undefined || rest.length > 0 || !/^[A-Z][A-Z0-9_]*$/.test(name)) return undefined;
  if (type === 'Runtime') return look(runtimes, name) ?? runtimeOf(name);
  const pairs = look(enumerations, `${module}.${type}`)?.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const value = pairs?.find(([member]) => member === name)?.[1] ?? name;
  return type === 'RetentionDays' && /^\d+$/.test(value) ? Number(value) : value;
}

/** `PYTHON_3_12` is `python3.12`; the newest of a language is not told here, as it moves. */
function runtimeOf(name: string): string | undefined {
  const [language = '', ...version] = name.split('_');
  if (version.includes('LATEST') || name === 'FROM_IMAGE') return undefined;
  if (language === 'PROVIDED') return ['provided', ...version].join('.').toLowerCase();
  const joined = version.map((part) => part.toLowerCase()).join('.');
  return `${language.toLowerCase()}${joined}`;
}

/** The member that stands for a runtime: `nodejs24.x` is `NODEJS_24_X`. */
export function memberOfRuntime(runtime: string): string | undefined {
  const [, language = '', version = ''] = /^([a-z]+)\.?([a-z0-9.]+)$/.exec(runtime) ?? [];
  const name = `${language}_${version}`.replaceAll('.', '_').toUpperCase();
  return enumerated('aws-lambda', ['Runtime', name]) === runtime ? name : undefined;
}

/** What the name of a thing's ARN is, where it is not `Arn`. */
const refIsArn: ReadonlySet<string> = new Set(['AWS::SNS::Topic', 'AWS::SecretsManager::Secret', 'AWS::StepFunctions::StateMachine', 'AWS::IAM::ManagedPolicy', 'AWS::Lambda::Alias', 'AWS::Lambda::Version', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::CertificateManager::Certificate']);

export function arnAttribute(type: string): string {
  return refIsArn.has(type) ? 'Ref' : 'Arn';
}

const attributes: Readonly<Record<string, string>> = {
  tableStreamArn: 'StreamArn', queueName: 'QueueName', topicName: 'TopicName', stateMachineName: 'Name', url: 'FunctionUrl', stringValue: 'Value', restApiRootResourceId: 'RootResourceId',
  httpApiId: 'Ref', apiEndpoint: 'ApiEndpoint', userPoolProviderName: 'ProviderName', distributionDomainName: 'DomainName', domainName: 'DomainName', bucketWebsiteUrl: 'WebsiteURL', bucketDomainName: 'DomainName', bucketRegionalDomainName: 'RegionalDomainName',
  securityGroupId: 'GroupId', graphqlUrl: 'GraphQLUrl', apiId: 'ApiId', loadBalancerDnsName: 'DNSName', repositoryUri: 'RepositoryUri',
};

/** What a property of a construct's object is in CloudFormation; `Ref` for names and ids. */
export function attributeOf(type: string, member: string): string {
  if (member === 'ref') return 'Ref';
  if (/^attr[A-Z]/.test(member)) return member.slice(4);
  const known = look(attributes, member);
  if (known !== undefined) return known;
  if (/Arn$/.test(member)) return arnAttribute(type);
  return /(Name|Id|Url|Ref)$/.test(member) ? 'Ref' : member.charAt(0).toUpperCase() + member.slice(1);
}

export const pseudo: Readonly<Record<string, readonly [words: string, expression: string]>> = {
  account: ['the account', '${AWS::AccountId}'], ACCOUNT_ID: ['the account', '${AWS::AccountId}'],
  region: ['the region', '${AWS::Region}'], REGION: ['the region', '${AWS::Region}'],
  partition: ['the partition', '${AWS::Partition}'], PARTITION: ['the partition', '${AWS::Partition}'],
  stackName: ["the stack's name", '${AWS::StackName}'], STACK_NAME: ["the stack's name", '${AWS::StackName}'],
  stackId: ["the stack's id", '${AWS::StackId}'], STACK_ID: ["the stack's id", '${AWS::StackId}'],
  urlSuffix: ['the domain suffix', '${AWS::URLSuffix}'], URL_SUFFIX: ['the domain suffix', '${AWS::URLSuffix}'],
};

/** ARNs of what is only named: by static method, from its arguments; `?` is known at deployment only. */
export const importedArns: Readonly<Record<string, string>> = {
  'Bucket.fromBucketName': 'arn:aws:s3:::{2}', 'Bucket.fromBucketArn': '{2}', 'Table.fromTableName': 'arn:aws:dynamodb:?:?:table/{2}', 'Table.fromTableArn': '{2}', 'TableV2.fromTableName': 'arn:aws:dynamodb:?:?:table/{2}', 'TableV2.fromTableArn': '{2}',
  'Queue.fromQueueArn': '{2}', 'Topic.fromTopicArn': '{2}', 'Function.fromFunctionArn': '{2}', 'Function.fromFunctionName': 'arn:aws:lambda:?:?:function:{2}', 'Secret.fromSecretNameV2': 'arn:aws:secretsmanager:?:?:secret:{2}-??????',
  'Secret.fromSecretCompleteArn': '{2}', 'Secret.fromSecretPartialArn': '{2}', 'Stream.fromStreamArn': '{2}', 'Key.fromKeyArn': '{2}', 'StateMachine.fromStateMachineArn': '{2}', 'EventBus.fromEventBusArn': '{2}', 'EventBus.fromEventBusName': 'arn:aws:events:?:?:event-bus/{2}',
  'StringParameter.fromStringParameterName': 'arn:aws:ssm:?:?:parameter/{2}', 'LogGroup.fromLogGroupName': 'arn:aws:logs:?:?:log-group:{2}', 'LogGroup.fromLogGroupArn': '{2}', 'Role.fromRoleArn': '{2}', 'UserPool.fromUserPoolArn': '{2}', 'ManagedPolicy.fromManagedPolicyArn': '{2}', 'LayerVersion.fromLayerVersionArn': '{2}', 'CodeSigningConfig.fromCodeSigningConfigArn': '{2}',
};

/**
 * Constructs by module and class: the CloudFormation type, then their properties. `a` is `A`, `a=B.C` another place, `:x` how
 * the value is turned (see properties.ts), `|x` what CDK writes where nothing is said. Properties that are not listed add nothing that CloudFormation has one name for.
 */
export const constructs: Readonly<Record<string, string>> = {
  'aws-s3.Bucket': 'AWS::S3::Bucket bucketName accessControl versioned=VersioningConfiguration.Status:versioning blockPublicAccess=PublicAccessBlockConfiguration:publicAccess encryption=BucketEncryption:bucketEncryption cors=CorsConfiguration.CorsRules:items objectOwnership=OwnershipControls.Rules:ownership websiteIndexDocument=WebsiteConfiguration.IndexDocument websiteErrorDocument=WebsiteConfiguration.ErrorDocument serverAccessLogsBucket=LoggingConfiguration.DestinationBucketName:name serverAccessLogsPrefix=LoggingConfiguration.LogFilePrefix lifecycleRules=LifecycleConfiguration.Rules:items',
  'aws-sqs.Queue': 'AWS::SQS::Queue queueName fifo=FifoQueue visibilityTimeout:seconds retentionPeriod=MessageRetentionPeriod:seconds deliveryDelay=DelaySeconds:seconds receiveMessageWaitTime=ReceiveMessageWaitTimeSeconds:seconds contentBasedDeduplication maxMessageSizeBytes=MaximumMessageSize encryption=KmsMasterKeyId:queueKey encryption=SqsManagedSseEnabled:queueManaged encryptionMasterKey=KmsMasterKeyId:arn deadLetterQueue=RedrivePolicy:redrive dataKeyReuse=KmsDataKeyReusePeriodSeconds:seconds',
  'aws-sns.Topic': 'AWS::SNS::Topic topicName displayName fifo=FifoTopic masterKey=KmsMasterKeyId:arn contentBasedDeduplication',
  'aws-sns.Subscription': 'AWS::SNS::Subscription topic=TopicArn:arn endpoint protocol',
  'aws-dynamodb.Table': 'AWS::DynamoDB::Table tableName billingMode encryption=SSESpecification:tableEncryption encryptionKey=SSESpecification.KMSMasterKeyId:arn pointInTimeRecovery=PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled pointInTimeRecoverySpecification:items stream=StreamSpecification.StreamViewType deletionProtection=DeletionProtectionEnabled timeToLiveAttribute=TimeToLiveSpecification.AttributeName readCapacity=ProvisionedThroughput.ReadCapacityUnits writeCapacity=ProvisionedThroughput.WriteCapacityUnits',
  'aws-dynamodb.TableV2': 'AWS::DynamoDB::GlobalTable tableName encryption=SSESpecification:tableEncryptionV2 dynamoStream=StreamSpecification.StreamViewType timeToLiveAttribute=TimeToLiveSpecification.AttributeName',
  'aws-kinesis.Stream': 'AWS::Kinesis::Stream streamName shardCount retentionPeriod=RetentionPeriodHours:hours encryption=StreamEncryption:streamEncryption encryption=StreamEncryption.EncryptionType:nothing|KMS encryption=StreamEncryption.KeyId:nothing|alias/aws/kinesis streamMode=StreamModeDetails.StreamMode',
  'aws-logs.LogGroup': 'AWS::Logs::LogGroup logGroupName retention=RetentionInDays:retention|731 encryptionKey=KmsKeyId:arn logGroupClass',
  'aws-kms.Key': 'AWS::KMS::Key description enableKeyRotation enabled keySpec keyUsage policy=KeyPolicy:policy rotationPeriod=RotationPeriodInDays:days pendingWindow=PendingWindowInDays:days',
  'aws-secretsmanager.Secret': 'AWS::SecretsManager::Secret secretName=Name description encryptionKey=KmsKeyId:arn secretStringValue=SecretString generateSecretString=GenerateSecretString:items secretObjectValue=SecretString',
  'aws-secretsmanager.RotationSchedule': 'AWS::SecretsManager::RotationSchedule secret=SecretId:arn rotationLambda=RotationLambdaARN:arn automaticallyAfter=RotationRules.AutomaticallyAfterDays:days',
  'aws-secretsmanager.SecretRotation': 'AWS::SecretsManager::RotationSchedule secret=SecretId:arn automaticallyAfter=RotationRules.AutomaticallyAfterDays:days',
  'aws-ssm.StringParameter': 'AWS::SSM::Parameter parameterName=Name stringValue=Value description type=Type|String',
  'aws-events.EventBus': 'AWS::Events::EventBus eventBusName=Name eventSourceName kmsKey=KmsKeyIdentifier:arn deadLetterQueue=DeadLetterConfig.Arn:arn',
  'aws-cognito.UserPool': 'AWS::Cognito::UserPool userPoolName mfa=MfaConfiguration passwordPolicy=Policies.PasswordPolicy:items selfSignUpEnabled=AdminCreateUserConfig.AllowAdminCreateUserOnly:not|true deletionProtection',
  'aws-cognito.UserPoolClient': 'AWS::Cognito::UserPoolClient userPool=UserPoolId:name userPoolClientName=ClientName generateSecret',
  'aws-stepfunctions.StateMachine': 'AWS::StepFunctions::StateMachine stateMachineName stateMachineType tracingEnabled=TracingConfiguration.Enabled role=RoleArn:arn definitionSubstitutions logs=LoggingConfiguration:stateLogs',
  'aws-ec2.SecurityGroup': 'AWS::EC2::SecurityGroup securityGroupName=GroupName description=GroupDescription vpc=VpcId:name',
  'aws-ec2.Vpc': 'AWS::EC2::VPC cidr=CidrBlock vpcName',
  'aws-cloudwatch.Alarm': 'AWS::CloudWatch::Alarm alarmName threshold evaluationPeriods comparisonOperator',
  'aws-ecr.Repository': 'AWS::ECR::Repository repositoryName imageScanOnPush=ImageScanningConfiguration.ScanOnPush imageTagMutability encryptionKey=EncryptionConfiguration.KmsKey:arn',
  'aws-cloudtrail.Trail': 'AWS::CloudTrail::Trail trailName enableFileValidation=EnableLogFileValidation|true encryptionKey=KMSKeyId:arn isMultiRegionTrail|true',
  'aws-codebuild.Project': 'AWS::CodeBuild::Project projectName badge=BadgeEnabled encryptionKey=EncryptionKey:arn|alias/aws/s3 role=ServiceRole:arn',
  'aws-rds.DatabaseInstance': 'AWS::RDS::DBInstance instanceIdentifier=DBInstanceIdentifier storageEncrypted publiclyAccessible deletionProtection iamAuthentication=EnableIAMDatabaseAuthentication multiAz=MultiAZ storageEncryptionKey=KmsKeyId:arn',
  'aws-rds.DatabaseCluster': 'AWS::RDS::DBCluster clusterIdentifier=DBClusterIdentifier storageEncrypted deletionProtection iamAuthentication=EnableIAMDatabaseAuthentication storageEncryptionKey=KmsKeyId:arn',
  'aws-efs.FileSystem': 'AWS::EFS::FileSystem encrypted|true kmsKey=KmsKeyId:arn',
  'aws-elasticloadbalancingv2.ApplicationLoadBalancer': 'AWS::ElasticLoadBalancingV2::LoadBalancer loadBalancerName=Name internetFacing=Scheme:scheme|internal',
  'aws-appsync.GraphqlApi': 'AWS::AppSync::GraphQLApi name xrayEnabled visibility',
  'aws-apigateway.ApiKey': 'AWS::ApiGateway::ApiKey apiKeyName=Name enabled value',
  'aws-apigateway.UsagePlan': 'AWS::ApiGateway::UsagePlan name=UsagePlanName throttle=Throttle:items quota=Quota:items',
  'aws-apigateway.RequestValidator': 'AWS::ApiGateway::RequestValidator requestValidatorName=Name validateRequestBody validateRequestParameters',
  'aws-lambda.LayerVersion': 'AWS::Lambda::LayerVersion layerVersionName=LayerName description license=LicenseInfo',
  'aws-lambda.CodeSigningConfig': 'AWS::Lambda::CodeSigningConfig',
  'aws-lambda.EventSourceMapping': 'AWS::Lambda::EventSourceMapping target=FunctionName:name eventSourceArn batchSize enabled startingPosition bisectBatchOnError=BisectBatchOnFunctionError maxConcurrency=ScalingConfig.MaximumConcurrency reportBatchItemFailures=FunctionResponseTypes:itemFailures onFailure=DestinationConfig.OnFailure.Destination:destination retryAttempts=MaximumRetryAttempts maxBatchingWindow=MaximumBatchingWindowInSeconds:seconds maxRecordAge=MaximumRecordAgeInSeconds:seconds kafkaTopic=Topics:list',
  'aws-lambda.Alias': 'AWS::Lambda::Alias aliasName=Name version=FunctionName:name provisionedConcurrentExecutions=ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions',
  'aws-scheduler.Schedule': 'AWS::Scheduler::Schedule scheduleName=Name schedule=ScheduleExpression target=Target:target description',
  'aws-kinesisfirehose.DeliveryStream': 'AWS::KinesisFirehose::DeliveryStream deliveryStreamName',
};

/** Classes of functions: those of other languages and packages add nothing of their own here. */
export const functionClasses: ReadonlySet<string> = new Set([
  'aws-lambda.Function', 'aws-lambda.SingletonFunction', 'aws-lambda.DockerImageFunction', 'aws-lambda-nodejs.NodejsFunction', 'aws-lambda-python.PythonFunction', 'aws-lambda-go.GoFunction', 'aws-cloudfront.experimental.EdgeFunction', 'aws-cloudfront.EdgeFunction', 'triggers.TriggerFunction',
]);

export const functionProperties = 'AWS::Lambda::Function functionName description runtime handler timeout:seconds memorySize reservedConcurrentExecutions tracing=TracingConfig.Mode environment=Environment.Variables architecture=Architectures:list layers=Layers:arns deadLetterQueue=DeadLetterConfig.TargetArn:arn deadLetterTopic=DeadLetterConfig.TargetArn:arn environmentEncryption=KmsKeyArn:arn codeSigningConfig=CodeSigningConfigArn:arn role=Role:arn logGroup=LoggingConfig.LogGroup:name ephemeralStorageSize=EphemeralStorage.Size:mebibytes snapStart vpc=VpcConfig:network vpcSubnets=VpcConfig.SubnetIds:opaque securityGroups=VpcConfig.SecurityGroupIds:names';
