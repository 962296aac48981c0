import { Aws, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, FunctionUrlAuthType, LayerVersion, LoggingFormat, Runtime, StartingPosition, Tracing } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const stage = new CfnParameter(this, 'Stage', { default: 'dev', allowedValues: ['dev', 'test', 'prod'] }).valueAsString;
    const databaseHost = new CfnParameter(this, 'DatabaseHost', {
      description: 'Host name of the reporting database',
    }).valueAsString;
    const databasePassword = new CfnParameter(this, 'DatabasePassword', {
      description: 'Password of the reporting database',
      default: 'meadow-Tin4-kettle-Ravine',
    }).valueAsString;
    const partnerKeySecretArn = new CfnParameter(this, 'PartnerKeySecretArn', {
      description: "ARN of the secret that holds the key for our partners' systems",
    }).valueAsString;
    const vpc = Vpc.fromLookup(this, 'Vpc', { vpcName: 'shop' });
    const databaseClient = SecurityGroup.fromLookupByName(this, 'DatabaseClient', 'database-client', vpc);

    // --- Stores

    const table = new Table(this, 'OrdersTable', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });

    const failures = new Queue(this, 'FulfilmentFailures', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'FulfilmentQueue', {
      visibilityTimeout: Duration.seconds(180),
      deadLetterQueue: { queue: failures, maxReceiveCount: 5 },
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'WarehouseSystems',
        principals: [new AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
      }),
    );

    const uploads = new Bucket(this, 'UploadBucket', {
      bucketName: `orders-uploads-${stage}-${Aws.ACCOUNT_ID}`,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    });
    const labels = new Bucket(this, 'LabelBucket', {
      blockPublicAccess: new BlockPublicAccess({
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      }),
    });
    labels.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CarriersFetchLabels',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [labels.arnForObjects('labels/*')],
      }),
    );
    const reports = new Bucket(this, 'ReportBucket', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL });

    const logGroup = new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // --- What the functions share

    const assets = new LayerVersion(this, 'AssetsLayer', {
      description: 'The label program and the styles of receipts',
      code: Code.fromAsset('../orders/assets'),
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      compatibleArchitectures: [Architecture.ARM_64],
    });
    const common = {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(10),
      memorySize: 256,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
    };
    const environment = {
      STAGE: stage,
      NODE_OPTIONS: '--enable-source-maps',
      POWERTOOLS_LOGGER_LOG_EVENT: 'true',
    };
    const stores = { ORDERS_TABLE: table.tableName, FULFILMENT_QUEUE_URL: queue.queueUrl };
    const database = { DB_HOST: databaseHost, DB_PASSWORD: databasePassword };
    const network = { vpc, securityGroups: [databaseClient] };

    // --- The HTTP API and its functions

    const authorizer = new NodejsFunction(this, 'AuthorizerFunction', {
      ...common,
      entry: '../orders/src/handlers/authorizer.ts',
      environment: { ...environment, SIGNING_KEY: 'copper-Heron7-Sundial-loft' },
    });

    const api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['authorization', 'content-type'],
      },
    });
    api.addStage('Stage', { stageName: stage, autoDeploy: true });
    const token = new HttpLambdaAuthorizer('TokenAuthorizer', authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.authorization'],
    });

    const createOrder = new NodejsFunction(this, 'CreateOrderFunction', {
      ...common,
      entry: '../orders/src/handlers/create-order.ts',
      environment: { ...environment, ...stores },
    });
    createOrder.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [table.tableArn] }));
    createOrder.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['*'] }));
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('CreateOrder', createOrder),
      authorizer: token,
    });

    const getOrder = new NodejsFunction(this, 'GetOrderFunction', {
      ...common,
      entry: '../orders/src/handlers/get-order.ts',
      layers: [assets],
      environment: { ...environment, ORDERS_TABLE: table.tableName },
    });
    getOrder.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [table.tableArn] }));
    api.addRoutes({
      path: '/orders/{orderId}',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('GetOrder', getOrder),
      authorizer: token,
    });

    const searchOrders = new NodejsFunction(this, 'SearchOrdersFunction', {
      ...common,
      ...network,
      entry: '../orders/src/handlers/search-orders.ts',
      environment: { ...environment, ...database },
    });
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('SearchOrders', searchOrders),
    });

    // --- Work behind the API

    const fulfilOrder = new NodejsFunction(this, 'FulfilOrderFunction', {
      ...common,
      entry: '../orders/src/handlers/fulfil-order.ts',
      timeout: Duration.seconds(30),
      layers: [assets],
      environment: { ...environment, LABEL_BUCKET: labels.bucketName },
    });
    fulfilOrder.addToRolePolicy(new PolicyStatement({ actions: ['s3:*'], resources: [labels.arnForObjects('*')] }));
    fulfilOrder.addEventSource(new SqsEventSource(queue, { batchSize: 10 }));

    const importOrders = new NodejsFunction(this, 'ImportOrdersFunction', {
      ...common,
      entry: '../orders/src/handlers/import-orders.ts',
      timeout: Duration.seconds(60),
      environment: { ...environment, ...stores },
    });
    importOrders.role?.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AmazonS3FullAccess'));
    importOrders.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [table.tableArn] }));
    importOrders.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    uploads.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(importOrders), { suffix: '.yaml' });

    const notifyPartners = new NodejsFunction(this, 'NotifyPartnersFunction', {
      ...common,
      entry: '../orders/src/handlers/notify-partners.ts',
      timeout: Duration.seconds(30),
      environment: { ...environment, PARTNER_KEY_SECRET: partnerKeySecretArn },
    });
    Secret.fromSecretCompleteArn(this, 'PartnerKey', partnerKeySecretArn).grantRead(notifyPartners);
    notifyPartners.addEventSource(
      new DynamoEventSource(table, { startingPosition: StartingPosition.LATEST, batchSize: 25, retryAttempts: 3 }),
    );

    const dailyReport = new NodejsFunction(this, 'DailyReportFunction', {
      ...common,
      ...network,
      entry: '../orders/src/handlers/daily-report.ts',
      timeout: Duration.seconds(60),
      environment: { ...environment, ...database, REPORT_BUCKET: reports.bucketName },
    });
    dailyReport.role?.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
    new Rule(this, 'Morning', {
      schedule: Schedule.cron({ minute: '0', hour: '5' }),
      targets: [new LambdaFunction(dailyReport)],
    });

    const partnerWebhook = new NodejsFunction(this, 'PartnerWebhookFunction', {
      ...common,
      entry: '../orders/src/handlers/partner-webhook.ts',
      environment: { ...environment, ...stores },
    });
    partnerWebhook.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [table.tableArn] }));
    partnerWebhook.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    partnerWebhook.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  }
}
