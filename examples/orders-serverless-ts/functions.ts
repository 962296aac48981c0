/** Each `src/*.ts` of ../orders-serverless hands on a handler of ../orders; here the same files are named. */
const handlers = '../orders-serverless/src';

const stores = {
  ORDERS_TABLE: { Ref: 'OrdersTable' },
  FULFILMENT_QUEUE_URL: { Ref: 'FulfilmentQueue' },
};

const database = {
  DB_HOST: '${param:databaseHost}',
  DB_PASSWORD: '${param:databasePassword}',
};

const network = {
  subnetIds: '${param:databaseSubnets}',
  securityGroupIds: ['${param:databaseClientSecurityGroup}'],
};

const assets = [{ Ref: 'AssetsLambdaLayer' }];

const allow = (action: string, resource: unknown) => ({ Effect: 'Allow', Action: action, Resource: resource });

const putOrder = allow('dynamodb:PutItem', { 'Fn::GetAtt': ['OrdersTable', 'Arn'] });
const sendToFulfilment = allow('sqs:SendMessage', { 'Fn::GetAtt': ['FulfilmentQueue', 'Arn'] });

// --- The HTTP API

export const authorizer = {
  handler: `${handlers}/authorizer.handler`,
  environment: { SIGNING_KEY: 'copper-Heron7-Sundial-loft' },
};

export const createOrder = {
  handler: `${handlers}/create-order.handler`,
  environment: stores,
  iam: { role: { statements: [putOrder, allow('sqs:SendMessage', '*')] } },
  events: [{ httpApi: { method: 'POST', path: '/orders', authorizer: { name: 'token' } } }],
};

export const getOrder = {
  handler: `${handlers}/get-order.handler`,
  layers: assets,
  environment: { ORDERS_TABLE: stores.ORDERS_TABLE },
  iam: { role: { statements: [allow('dynamodb:GetItem', { 'Fn::GetAtt': ['OrdersTable', 'Arn'] })] } },
  events: [{ httpApi: { method: 'GET', path: '/orders/{orderId}', authorizer: { name: 'token' } } }],
};

export const searchOrders = {
  handler: `${handlers}/search-orders.handler`,
  vpc: network,
  environment: database,
  events: [{ httpApi: 'GET /orders' }],
};

// --- Work behind the API

export const fulfilOrder = {
  handler: `${handlers}/fulfil-order.handler`,
  timeout: 30,
  layers: assets,
  environment: { LABEL_BUCKET: { Ref: 'LabelBucket' } },
  iam: { role: { statements: [allow('s3:*', { 'Fn::Sub': '${LabelBucket.Arn}/*' })] } },
  events: [{ sqs: { arn: { 'Fn::GetAtt': ['FulfilmentQueue', 'Arn'] }, batchSize: 10 } }],
};

export const importOrders = {
  handler: `${handlers}/import-orders.handler`,
  timeout: 60,
  environment: stores,
  iam: {
    role: {
      managedPolicies: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
      statements: [putOrder, sendToFulfilment],
    },
  },
  events: [{ s3: { bucket: '${self:custom.uploadBucket}', event: 's3:ObjectCreated:*', rules: [{ suffix: '.yaml' }] } }],
};

export const notifyPartners = {
  handler: `${handlers}/notify-partners.handler`,
  timeout: 30,
  environment: { PARTNER_KEY_SECRET: '${param:partnerKeySecret}' },
  iam: { role: { statements: [allow('secretsmanager:GetSecretValue', '${param:partnerKeySecret}')] } },
  events: [
    {
      stream: {
        type: 'dynamodb',
        arn: { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] },
        startingPosition: 'LATEST',
        batchSize: 25,
        maximumRetryAttempts: 3,
      },
    },
  ],
};

export const dailyReport = {
  handler: `${handlers}/daily-report.handler`,
  timeout: 60,
  vpc: network,
  environment: { ...database, REPORT_BUCKET: { Ref: 'ReportBucket' } },
  iam: { role: { managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
  events: [{ schedule: 'cron(0 5 * * ? *)' }],
};

export const partnerWebhook = {
  handler: `${handlers}/partner-webhook.handler`,
  url: true,
  environment: stores,
  iam: { role: { statements: [putOrder, sendToFulfilment] } },
};
