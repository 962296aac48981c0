import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const queue = new aws.sqs.Queue('orders');
const orders = new aws.lambda.Function('orders', {
//                                     ^^^^^^^^ Nothing bounds how often `orders` may run at a time
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  reservedConcurrentExecutions: 20,
});
new aws.lambda.EventSourceMapping('orders', {
  eventSourceArn: queue.arn,
  functionName: orders.arn,
});
