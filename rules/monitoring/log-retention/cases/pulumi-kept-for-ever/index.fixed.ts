import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  name: 'orders',
});
new aws.cloudwatch.LogGroup('orders', {
//                          ^^^^^^^^ Log group `orders (group)` keeps what is logged for ever
  name: '/aws/lambda/orders',
  retentionInDays: 90,
});
