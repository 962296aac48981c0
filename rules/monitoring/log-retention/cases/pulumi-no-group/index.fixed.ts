import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const ordersLogs = new aws.cloudwatch.LogGroup('orders-logs', { retentionInDays: 90 });
const orders = new aws.lambda.Function('orders', {
//                                     ^^^^^^^^ The log of `orders` is kept for ever
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  loggingConfig: { logFormat: 'Text', logGroup: ordersLogs.name },
});
