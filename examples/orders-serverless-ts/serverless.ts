import type { AWS } from '@serverless/typescript';
import { authorizer, createOrder, dailyReport, fulfilOrder, getOrder, importOrders, notifyPartners, partnerWebhook, searchOrders } from './functions';
import { resources } from './resources';

const configuration: AWS = {
  service: 'orders',
  frameworkVersion: '4',
  custom: {
    uploadBucket: 'orders-uploads-${sls:stage}-${aws:accountId}',
  },
  params: {
    default: {
      partnerKeySecret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:partner-key',
      databaseHost: 'reporting.dev.shop.example',
      databasePassword: 'meadow-Tin4-kettle-Ravine',
      databaseSubnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'],
      databaseClientSecurityGroup: 'sg-0c1d2e3f',
    },
  },
  provider: {
    name: 'aws',
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    region: 'eu-central-1',
    timeout: 10,
    memorySize: 256,
    logRetentionInDays: 90,
    tracing: { lambda: true },
    environment: {
      STAGE: '${sls:stage}',
      NODE_OPTIONS: '--enable-source-maps',
      POWERTOOLS_LOGGER_LOG_EVENT: 'true',
    },
    httpApi: {
      cors: {
        allowedOrigins: ['*'],
        allowedMethods: ['GET', 'POST'],
        allowedHeaders: ['authorization', 'content-type'],
      },
      authorizers: {
        token: {
          type: 'request',
          functionName: 'authorizer',
          payloadVersion: '2.0',
          enableSimpleResponses: true,
          identitySource: '$request.header.authorization',
        },
      },
    },
  },
  package: { individually: true },
  build: { esbuild: { bundle: true, sourcemap: true } },
  layers: {
    assets: {
      path: '../orders/assets',
      description: 'The label program and the styles of receipts',
      compatibleRuntimes: ['nodejs24.x'],
      compatibleArchitectures: ['arm64'],
    },
  },
  functions: {
    authorizer,
    createOrder,
    getOrder,
    searchOrders,
    fulfilOrder,
    importOrders,
    notifyPartners,
    dailyReport,
    partnerWebhook,
  },
  resources,
};

export default configuration;
