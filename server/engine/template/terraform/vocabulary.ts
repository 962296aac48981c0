/**
 * Terraform's names for AWS resources and what CloudFormation calls them. Nothing but tables of names; sources are the AWS
 * provider's documentation and the AWS resource reference.
 */
import { own } from '../../text/own';

/** `create_before` as `CreateBefore`: what most names become. */
export function pascal(name: string): string {
  return name.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** `CreateBefore` as `create_before`. */
export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase();
}

interface Kind {
  readonly type: string;
  /** CloudFormation's name by Terraform's, or by `block.name` where it holds inside one block only; else `pascal`. */
  readonly names: ReadonlyMap<string, string>;
  /** Blocks that CloudFormation has a list of, even where one is given. */
  readonly lists: ReadonlySet<string>;
}

const kms = 'kms_key_id=KmsKeyId';
const sse = 'apply_server_side_encryption_by_default=ServerSideEncryptionByDefault sse_algorithm=SSEAlgorithm kms_master_key_id=KMSMasterKeyID bucket_key_enabled=BucketKeyEnabled';

/** Terraform's type: CloudFormation's type, then names that differ (`from=To`), then lists (`block[]`). */
const table: Readonly<Record<string, string>> = {
  // Functions
  aws_lambda_function: 'AWS::Lambda::Function file_system_config=FileSystemConfigs file_system_config[] image_config.command=Command',
  aws_lambda_alias: 'AWS::Lambda::Alias routing_config=RoutingConfig',
  aws_lambda_permission: 'AWS::Lambda::Permission principal_org_id=PrincipalOrgID',
  aws_lambda_event_source_mapping: 'AWS::Lambda::EventSourceMapping filter=Filters filter[] destination_arn=Destination source_access_configuration=SourceAccessConfigurations source_access_configuration[]',
  aws_lambda_function_url: 'AWS::Lambda::Url authorization_type=AuthType function_name=TargetFunctionArn',
  aws_lambda_function_event_invoke_config: 'AWS::Lambda::EventInvokeConfig',
  aws_lambda_layer_version: 'AWS::Lambda::LayerVersion',
  aws_lambda_layer_version_permission: 'AWS::Lambda::LayerVersionPermission',
  aws_lambda_code_signing_config: 'AWS::Lambda::CodeSigningConfig',
  aws_lambda_provisioned_concurrency_config: 'Terraform::aws_lambda_provisioned_concurrency_config',
  // Identities
  aws_iam_role: 'AWS::IAM::Role name=RoleName assume_role_policy=AssumeRolePolicyDocument inline_policy=Policies inline_policy.policy=PolicyDocument inline_policy.name=PolicyName inline_policy[]',
  aws_iam_policy: 'AWS::IAM::ManagedPolicy name=ManagedPolicyName policy=PolicyDocument',
  aws_iam_role_policy: 'AWS::IAM::RolePolicy name=PolicyName policy=PolicyDocument role=RoleName',
  aws_iam_user: 'AWS::IAM::User name=UserName',
  aws_iam_user_policy: 'AWS::IAM::UserPolicy name=PolicyName policy=PolicyDocument user=UserName',
  aws_iam_group: 'AWS::IAM::Group name=GroupName',
  aws_iam_group_policy: 'AWS::IAM::GroupPolicy name=PolicyName policy=PolicyDocument group=GroupName',
  aws_iam_access_key: 'AWS::IAM::AccessKey user=UserName',
  aws_iam_instance_profile: 'AWS::IAM::InstanceProfile name=InstanceProfileName role=Roles',
  aws_iam_openid_connect_provider: 'AWS::IAM::OIDCProvider',
  // Storage
  aws_s3_bucket: `AWS::S3::Bucket bucket=BucketName acl=AccessControl cors_rule=CorsRules cors_rule[] grant=Grants grant[] ${sse} logging=LoggingConfiguration target_bucket=DestinationBucketName target_prefix=LogFilePrefix website=WebsiteConfiguration`,
  aws_s3_bucket_policy: 'AWS::S3::BucketPolicy policy=PolicyDocument',
  aws_s3_bucket_cors_configuration: 'AWS::S3::Bucket cors_rule=CorsRules cors_rule[]',
  aws_s3_bucket_server_side_encryption_configuration: `AWS::S3::Bucket ${sse} rule[]`,
  aws_s3_bucket_logging: 'AWS::S3::Bucket target_bucket=DestinationBucketName target_prefix=LogFilePrefix',
  aws_s3_bucket_notification: 'AWS::S3::Bucket lambda_function=LambdaConfigurations lambda_function[] lambda_function_arn=Function events=Event queue=QueueConfigurations queue[] queue_arn=Queue topic=TopicConfigurations topic[] topic_arn=Topic eventbridge=EventBridgeConfiguration',
  aws_s3_access_point: 'AWS::S3::AccessPoint',
  aws_dynamodb_table: 'AWS::DynamoDB::Table name=TableName server_side_encryption=SSESpecification server_side_encryption.enabled=SSEEnabled server_side_encryption.kms_key_arn=KMSMasterKeyId point_in_time_recovery=PointInTimeRecoverySpecification point_in_time_recovery.enabled=PointInTimeRecoveryEnabled ttl=TimeToLiveSpecification attribute=AttributeDefinitions attribute[] global_secondary_index=GlobalSecondaryIndexes global_secondary_index[]',
  aws_dynamodb_resource_policy: 'AWS::DynamoDB::Table policy=ResourcePolicy',
  aws_efs_file_system: `AWS::EFS::FileSystem ${kms}`,
  aws_efs_file_system_policy: 'AWS::EFS::FileSystem policy=FileSystemPolicy',
  aws_elasticache_cluster: 'AWS::ElastiCache::CacheCluster cluster_id=ClusterName node_type=CacheNodeType',
  aws_elasticache_replication_group: `AWS::ElastiCache::ReplicationGroup node_type=CacheNodeType ${kms}`,
  aws_elasticache_serverless_cache: 'AWS::ElastiCache::ServerlessCache name=ServerlessCacheName',
  aws_dax_cluster: 'AWS::DAX::Cluster server_side_encryption=SSESpecification server_side_encryption.enabled=SSEEnabled',
  aws_db_instance: `AWS::RDS::DBInstance password=MasterUserPassword username=MasterUsername instance_class=DBInstanceClass identifier=DBInstanceIdentifier db_name=DBName enabled_cloudwatch_logs_exports=EnableCloudwatchLogsExports vpc_security_group_ids=VPCSecurityGroups iam_database_authentication_enabled=EnableIAMDatabaseAuthentication performance_insights_enabled=EnablePerformanceInsights ca_cert_identifier=CACertificateIdentifier ${kms}`,
  aws_rds_cluster: `AWS::RDS::DBCluster master_password=MasterUserPassword cluster_identifier=DBClusterIdentifier enabled_cloudwatch_logs_exports=EnableCloudwatchLogsExports iam_database_authentication_enabled=EnableIAMDatabaseAuthentication ${kms}`,
  aws_rds_cluster_instance: 'AWS::RDS::DBInstance',
  aws_docdb_cluster: `AWS::DocDB::DBCluster master_password=MasterUserPassword enabled_cloudwatch_logs_exports=EnableCloudwatchLogsExports ${kms}`,
  aws_neptune_cluster: 'AWS::Neptune::DBCluster enable_cloudwatch_logs_exports=EnableCloudwatchLogsExports kms_key_arn=KmsKeyId iam_database_authentication_enabled=IamAuthEnabled',
  aws_redshift_cluster: `AWS::Redshift::Cluster master_password=MasterUserPassword logging=LoggingProperties ${kms}`,
  aws_ebs_volume: `AWS::EC2::Volume type=VolumeType ${kms}`,
  aws_backup_vault: 'AWS::Backup::BackupVault kms_key_arn=EncryptionKeyArn',
  aws_backup_vault_policy: 'AWS::Backup::BackupVault policy=AccessPolicy',
  aws_glacier_vault: 'AWS::Glacier::Vault access_policy=AccessPolicy',
  aws_qldb_ledger: 'AWS::QLDB::Ledger',
  // CloudFormation has no objects; they are called as its types would be.
  aws_s3_object: 'AWS::S3::Object',
  aws_s3_bucket_object: 'AWS::S3::Object',
  aws_s3_object_copy: 'AWS::S3::Object',
  aws_rds_global_cluster: 'AWS::RDS::GlobalCluster source_db_cluster_identifier=SourceDBClusterIdentifier',
  aws_fsx_lustre_file_system: 'AWS::FSx::FileSystem',
  aws_fsx_ontap_file_system: 'AWS::FSx::FileSystem',
  aws_fsx_openzfs_file_system: 'AWS::FSx::FileSystem',
  aws_fsx_windows_file_system: 'AWS::FSx::FileSystem',
  aws_memorydb_cluster: 'AWS::MemoryDB::Cluster name=ClusterName tls_enabled=TLSEnabled',
  aws_dms_replication_instance: 'AWS::DMS::ReplicationInstance kms_key_arn=KmsKeyId',
  aws_dms_endpoint: 'AWS::DMS::Endpoint kms_key_arn=KmsKeyId',
  aws_codebuild_project: 'AWS::CodeBuild::Project environment_variable=EnvironmentVariables environment_variable[]',
  aws_ecs_task_definition: 'AWS::ECS::TaskDefinition volume=Volumes volume[] efs_volume_configuration=EFSVolumeConfiguration',
  aws_launch_configuration: 'AWS::AutoScaling::LaunchConfiguration',
  aws_launch_template: 'AWS::EC2::LaunchTemplate block_device_mappings[]',
  aws_transfer_server: 'AWS::Transfer::Server',
  aws_athena_workgroup: 'AWS::Athena::WorkGroup configuration=WorkGroupConfiguration',
  aws_glue_data_catalog_encryption_settings: 'AWS::Glue::DataCatalogEncryptionSettings',
  aws_glue_security_configuration: 'AWS::Glue::SecurityConfiguration s3_encryption=S3Encryptions s3_encryption[] cloudwatch_encryption=CloudWatchEncryption cloudwatch_encryption_mode=CloudWatchEncryptionMode',
  aws_sagemaker_notebook_instance: 'AWS::SageMaker::NotebookInstance',
  aws_sagemaker_endpoint_configuration: 'AWS::SageMaker::EndpointConfig kms_key_arn=KmsKeyId',
  aws_workspaces_workspace: 'AWS::WorkSpaces::Workspace',
  aws_eks_cluster: 'AWS::EKS::Cluster',
  aws_kinesis_video_stream: 'AWS::KinesisVideo::Stream',
  aws_appsync_api_cache: 'AWS::AppSync::ApiCache',
  // Messages
  aws_sqs_queue: 'AWS::SQS::Queue name=QueueName visibility_timeout_seconds=VisibilityTimeout message_retention_seconds=MessageRetentionPeriod receive_wait_time_seconds=ReceiveMessageWaitTimeSeconds max_message_size=MaximumMessageSize kms_data_key_reuse_period_seconds=KmsDataKeyReusePeriodSeconds',
  aws_sqs_queue_policy: 'AWS::SQS::QueuePolicy queue_url=Queues policy=PolicyDocument',
  aws_sns_topic: 'AWS::SNS::Topic name=TopicName',
  aws_sns_topic_policy: 'AWS::SNS::TopicPolicy arn=Topics policy=PolicyDocument',
  aws_sns_topic_subscription: 'AWS::SNS::Subscription',
  aws_kinesis_stream: 'AWS::Kinesis::Stream retention_period=RetentionPeriodHours',
  aws_kinesis_resource_policy: 'AWS::Kinesis::ResourcePolicy policy=ResourcePolicy',
  aws_kinesis_firehose_delivery_stream: 'AWS::KinesisFirehose::DeliveryStream name=DeliveryStreamName server_side_encryption=DeliveryStreamEncryptionConfigurationInput server_side_encryption.key_arn=KeyARN kinesis_source_configuration=KinesisStreamSourceConfiguration msk_source_configuration=MSKSourceConfiguration',
  aws_cloudwatch_event_rule: 'AWS::Events::Rule',
  aws_cloudwatch_event_bus: 'AWS::Events::EventBus',
  aws_cloudwatch_event_bus_policy: 'AWS::Events::EventBusPolicy policy=Policy',
  aws_cloudwatch_event_permission: 'AWS::Events::EventBusPolicy',
  aws_scheduler_schedule: 'AWS::Scheduler::Schedule',
  aws_pipes_pipe: 'AWS::Pipes::Pipe',
  aws_mq_broker: 'AWS::AmazonMQ::Broker',
  aws_msk_cluster: 'AWS::MSK::Cluster encryption_in_transit=EncryptionInTransit encryption_at_rest_kms_key_arn=EncryptionAtRest',
  aws_sfn_state_machine: 'AWS::StepFunctions::StateMachine name=StateMachineName type=StateMachineType log_destination=Destinations',
  aws_iot_topic_rule: 'AWS::IoT::TopicRule',
  aws_ses_receipt_rule: 'AWS::SES::ReceiptRule',
  // Doors
  aws_api_gateway_rest_api: 'AWS::ApiGateway::RestApi',
  aws_api_gateway_resource: 'AWS::ApiGateway::Resource',
  aws_api_gateway_method: 'AWS::ApiGateway::Method authorization=AuthorizationType',
  aws_api_gateway_authorizer: 'AWS::ApiGateway::Authorizer provider_arns=ProviderARNs',
  aws_api_gateway_stage: 'AWS::ApiGateway::Stage xray_tracing_enabled=TracingEnabled access_log_settings=AccessLogSetting',
  aws_api_gateway_deployment: 'AWS::ApiGateway::Deployment',
  aws_api_gateway_gateway_response: 'AWS::ApiGateway::GatewayResponse',
  aws_api_gateway_domain_name: 'AWS::ApiGateway::DomainName',
  aws_api_gateway_usage_plan: 'AWS::ApiGateway::UsagePlan throttle_settings=Throttle quota_settings=Quota',
  aws_api_gateway_usage_plan_key: 'AWS::ApiGateway::UsagePlanKey',
  aws_api_gateway_api_key: 'AWS::ApiGateway::ApiKey',
  aws_api_gateway_request_validator: 'AWS::ApiGateway::RequestValidator',
  aws_api_gateway_model: 'AWS::ApiGateway::Model',
  aws_apigatewayv2_api: 'AWS::ApiGatewayV2::Api',
  aws_apigatewayv2_route: 'AWS::ApiGatewayV2::Route',
  aws_apigatewayv2_integration: 'AWS::ApiGatewayV2::Integration',
  aws_apigatewayv2_authorizer: 'AWS::ApiGatewayV2::Authorizer',
  aws_apigatewayv2_stage: 'AWS::ApiGatewayV2::Stage name=StageName route_settings=RouteSettings',
  aws_apigatewayv2_domain_name: 'AWS::ApiGatewayV2::DomainName domain_name_configuration=DomainNameConfigurations domain_name_configuration[]',
  aws_appsync_graphql_api: 'AWS::AppSync::GraphQLApi',
  aws_appsync_datasource: 'AWS::AppSync::DataSource lambda_config.function_arn=LambdaFunctionArn',
  aws_cognito_user_pool: 'AWS::Cognito::UserPool name=UserPoolName',
  aws_cognito_user_pool_client: 'AWS::Cognito::UserPoolClient',
  aws_lb: 'AWS::ElasticLoadBalancingV2::LoadBalancer load_balancer_type=Type',
  aws_elb: 'AWS::ElasticLoadBalancing::LoadBalancer listener=Listeners listener[] lb_protocol=Protocol lb_port=LoadBalancerPort ssl_certificate_id=SSLCertificateId',
  aws_lb_listener: 'AWS::ElasticLoadBalancingV2::Listener default_action=DefaultActions default_action[]',
  aws_lb_listener_rule: 'AWS::ElasticLoadBalancingV2::ListenerRule action=Actions action[] condition=Conditions condition[]',
  aws_lb_target_group: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  aws_cloudfront_distribution: 'AWS::CloudFront::Distribution default_cache_behavior=DefaultCacheBehavior ordered_cache_behavior=CacheBehaviors ordered_cache_behavior[] lambda_function_association=LambdaFunctionAssociations lambda_function_association[] lambda_arn=LambdaFunctionARN logging_config=Logging origin=Origins origin[] web_acl_id=WebACLId cloudfront_default_certificate=CloudFrontDefaultCertificate',
  aws_wafv2_web_acl: 'AWS::WAFv2::WebACL rule=Rules rule[]',
  aws_wafregional_web_acl_association: 'AWS::WAFRegional::WebACLAssociation web_acl_id=WebACLId',
  aws_wafv2_web_acl_association: 'AWS::WAFv2::WebACLAssociation web_acl_arn=WebACLArn',
  // Network
  aws_security_group: 'AWS::EC2::SecurityGroup name=GroupName description=GroupDescription ingress=SecurityGroupIngress ingress[] egress=SecurityGroupEgress egress[] protocol=IpProtocol cidr_blocks=CidrIp ipv6_cidr_blocks=CidrIpv6',
  aws_default_security_group: 'AWS::EC2::SecurityGroup ingress=SecurityGroupIngress ingress[] egress=SecurityGroupEgress egress[] protocol=IpProtocol cidr_blocks=CidrIp ipv6_cidr_blocks=CidrIpv6',
  aws_vpc_security_group_ingress_rule: 'AWS::EC2::SecurityGroupIngress cidr_ipv4=CidrIp cidr_ipv6=CidrIpv6 security_group_id=GroupId',
  aws_vpc_security_group_egress_rule: 'AWS::EC2::SecurityGroupEgress cidr_ipv4=CidrIp cidr_ipv6=CidrIpv6 security_group_id=GroupId',
  aws_subnet: 'AWS::EC2::Subnet',
  aws_vpc: 'AWS::EC2::VPC',
  aws_vpc_endpoint: 'AWS::EC2::VPCEndpoint policy=PolicyDocument',
  aws_instance: 'AWS::EC2::Instance',
  // Secrets and keys
  aws_kms_key: 'AWS::KMS::Key policy=KeyPolicy is_enabled=Enabled customer_master_key_spec=KeySpec',
  aws_kms_key_policy: 'AWS::KMS::Key policy=KeyPolicy',
  aws_kms_external_key: 'AWS::KMS::Key policy=KeyPolicy',
  aws_ssm_parameter: 'AWS::SSM::Parameter key_id=KeyId',
  aws_secretsmanager_secret: `AWS::SecretsManager::Secret ${kms}`,
  aws_secretsmanager_secret_policy: 'AWS::SecretsManager::ResourcePolicy secret_arn=SecretId policy=ResourcePolicy',
  aws_secretsmanager_secret_rotation: 'AWS::SecretsManager::RotationSchedule rotation_lambda_arn=RotationLambdaARN',
  aws_ecr_repository: 'AWS::ECR::Repository name=RepositoryName encryption_type=EncryptionType kms_key=KmsKey',
  aws_ecr_repository_policy: 'AWS::ECR::Repository policy=RepositoryPolicyText',
  aws_codeartifact_repository_permissions_policy: 'AWS::CodeArtifact::Repository policy_document=PermissionsPolicyDocument',
  aws_codeartifact_domain_permissions_policy: 'AWS::CodeArtifact::Domain policy_document=PermissionsPolicyDocument',
  aws_elasticsearch_domain: `AWS::Elasticsearch::Domain encrypt_at_rest=EncryptionAtRestOptions node_to_node_encryption=NodeToNodeEncryptionOptions log_publishing_options[] ${kms}`,
  aws_elasticsearch_domain_policy: 'AWS::Elasticsearch::Domain',
  aws_opensearch_domain: `AWS::OpenSearchService::Domain encrypt_at_rest=EncryptionAtRestOptions node_to_node_encryption=NodeToNodeEncryptionOptions log_publishing_options[] ${kms}`,
  aws_opensearch_domain_policy: 'AWS::OpenSearchService::Domain',
  // Watching
  aws_cloudwatch_log_delivery_source: 'AWS::Logs::DeliverySource',
  aws_cloudwatch_log_group: `AWS::Logs::LogGroup name=LogGroupName ${kms}`,
  aws_cloudwatch_log_subscription_filter: 'AWS::Logs::SubscriptionFilter',
  aws_cloudwatch_log_metric_filter: 'AWS::Logs::MetricFilter pattern=FilterPattern metric_transformation=MetricTransformations metric_transformation[]',
  aws_cloudwatch_metric_alarm: 'AWS::CloudWatch::Alarm',
  aws_cloudtrail: `AWS::CloudTrail::Trail name=TrailName enable_log_file_validation=EnableLogFileValidation kms_key_id=KMSKeyId`,
  // What only says something about another resource
  aws_s3_bucket_acl: 'Terraform::aws_s3_bucket_acl grant=Grants grant[]',
  aws_s3_bucket_public_access_block: 'Terraform::aws_s3_bucket_public_access_block',
  aws_s3_bucket_versioning: 'Terraform::aws_s3_bucket_versioning',
  aws_s3_bucket_website_configuration: 'Terraform::aws_s3_bucket_website_configuration',
  aws_s3_bucket_lifecycle_configuration: 'Terraform::aws_s3_bucket_lifecycle_configuration',
  aws_s3_bucket_ownership_controls: 'Terraform::aws_s3_bucket_ownership_controls rule=Rules rule[]',
  aws_sqs_queue_redrive_policy: 'Terraform::aws_sqs_queue_redrive_policy',
  aws_api_gateway_method_settings: 'Terraform::aws_api_gateway_method_settings',
  aws_api_gateway_integration: 'Terraform::aws_api_gateway_integration',
  aws_api_gateway_rest_api_policy: 'Terraform::aws_api_gateway_rest_api_policy',
  aws_cloudwatch_event_target: 'Terraform::aws_cloudwatch_event_target',
  aws_lb_target_group_attachment: 'Terraform::aws_lb_target_group_attachment',
  aws_alb_target_group_attachment: 'Terraform::aws_lb_target_group_attachment',
  aws_secretsmanager_secret_version: 'Terraform::aws_secretsmanager_secret_version',
  aws_iam_role_policy_attachment: 'Terraform::aws_iam_role_policy_attachment',
  aws_iam_user_policy_attachment: 'Terraform::aws_iam_user_policy_attachment',
  aws_iam_group_policy_attachment: 'Terraform::aws_iam_group_policy_attachment',
  aws_iam_policy_attachment: 'Terraform::aws_iam_policy_attachment',
  aws_security_group_rule: 'Terraform::aws_security_group_rule protocol=IpProtocol cidr_blocks=CidrIp ipv6_cidr_blocks=CidrIpv6',
};

const aliases: Readonly<Record<string, string>> = { aws_alb: 'aws_lb', aws_alb_listener: 'aws_lb_listener', aws_alb_listener_rule: 'aws_lb_listener_rule', aws_alb_target_group: 'aws_lb_target_group', aws_default_subnet: 'aws_subnet' };

/** What a Terraform type becomes; one that CloudFormation has no name for here keeps its own behind `Terraform::`. */
export function kindOf(type: string): Kind {
  return kinds.get(own(aliases, type) ?? type) ?? parsedKind(`Terraform::${type}`);
}

/** The type that is declared for one of CloudFormation's; undefined where the table has none. */
export function typeFor(type: string): string | undefined {
  return [...kinds].find(([, kind]) => kind.type === type)?.[0];
}

function parsedKind(row: string): Kind {
  const [name = '', ...words] = row.split(' ');
  const pairs = words.filter((word) => word.includes('=')).map((word): [string, string] => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
  return { type: name, names: new Map(pairs), lists: new Set(words.filter((word) => word.endsWith('[]')).map((word) => word.slice(0, -2))) };
}

const kinds: ReadonlyMap<string, Kind> = new Map(Object.entries(table).map(([type, row]) => [type, parsedKind(row)]));

/** True where the table above has a type of CloudFormation's for it. */
export function isLowered(type: string): boolean {
  return kinds.has(own(aliases, type) ?? type);
}

const common: Readonly<Record<string, string>> = { arn: 'Arn', id: 'Ref', name: 'Ref', invoke_arn: 'Arn', qualified_arn: 'Arn', qualified_invoke_arn: 'Arn' };
/** Of these CloudFormation's `Ref` is the ARN. */
const refIsArn: Readonly<Record<string, string>> = { ...common, arn: 'Ref' };

const attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_lambda_function: { ...common, function_name: 'Ref' },
  aws_lambda_alias: { ...common, function_name: 'FunctionName' },
  aws_lambda_function_url: { ...common, function_url: 'FunctionUrl' },
  aws_s3_bucket: { ...common, bucket: 'Ref', bucket_regional_domain_name: 'RegionalDomainName', bucket_domain_name: 'DomainName', website_endpoint: 'WebsiteURL' },
  aws_s3_object: { ...common, key: 'Key' },
  aws_s3_bucket_object: { ...common, key: 'Key' },
  google_storage_bucket_object: { id: 'Ref', name: 'Key', output_name: 'Key' },
  aws_sqs_queue: { ...common, url: 'Ref', name: 'QueueName' },
  aws_sns_topic: { ...refIsArn, name: 'TopicName' },
  aws_iam_policy: { ...refIsArn, name: 'PolicyName' },
  aws_iam_role: { ...common, unique_id: 'RoleId' },
  aws_dynamodb_table: { ...common, stream_arn: 'StreamArn' },
  aws_sfn_state_machine: { ...refIsArn, name: 'Name' },
  aws_secretsmanager_secret: { ...refIsArn, name: 'Name' },
  aws_lb: refIsArn,
  aws_alb: refIsArn,
  aws_lb_target_group: refIsArn,
  aws_alb_target_group: refIsArn,
  aws_lb_listener: refIsArn,
  aws_api_gateway_rest_api: { ...common, root_resource_id: 'RootResourceId', execution_arn: 'ExecutionArn' },
  aws_api_gateway_stage: { ...common, stage_name: 'Ref', execution_arn: 'ExecutionArn' },
  aws_apigatewayv2_api: { ...common, execution_arn: 'ExecutionArn', api_endpoint: 'ApiEndpoint' },
  aws_appsync_graphql_api: { ...common, id: 'ApiId' },
  aws_kms_key: { ...common, key_id: 'Ref' },
  aws_cloudwatch_event_rule: common,
  aws_ecr_repository: { ...common, repository_url: 'RepositoryUri' },
};

/** Attributes that stand for the resource itself, as CloudFormation spells them. */
export function attributeNames(type: string): Readonly<Record<string, string>> {
  return own(attributes, type) ?? (type.startsWith('aws_') ? common : { id: 'Ref' });
}

/** How Terraform spells an attribute of CloudFormation's. */
export function referenceAttribute(type: string, attribute: string): string {
  if (attribute === 'Ref') return type === 'aws_cloudwatch_log_group' || type === 'aws_api_gateway_model' ? 'name' : ['arn', 'url', 'function_name'].find((name) => attributes[type]?.[name] === 'Ref') ?? 'id';
  for (const [name, spelled] of Object.entries(attributeNames(type))) if (spelled === attribute) return name;
  return snake(attribute);
}

/** Facts about where a deployment goes, by CloudFormation's name: the data source that tells and its attribute. */
export const deploymentFacts: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  'AWS::AccountId': ['aws_caller_identity', 'account_id'],
  'AWS::Partition': ['aws_partition', 'partition'],
  'AWS::Region': ['aws_region', 'region'],
};

/** Arguments whose text is data even where it is JSON. */
export const opaqueTexts: ReadonlySet<string> = new Set(['value', 'secret_string', 'input', 'template_body', 'content', 'payload', 'user_data', 'configuration', 'schema', 'request_templates']);

/** Canned ACLs as CloudFormation spells them. */
export const cannedAcls: Readonly<Record<string, string>> = {
  'private': 'Private', 'public-read': 'PublicRead', 'public-read-write': 'PublicReadWrite', 'authenticated-read': 'AuthenticatedRead',
  'log-delivery-write': 'LogDeliveryWrite', 'bucket-owner-read': 'BucketOwnerRead', 'bucket-owner-full-control': 'BucketOwnerFullControl', 'aws-exec-read': 'AwsExecRead',
};
