import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const failed = new aws.sqs.Queue('failed');
const queue = new aws.sqs.Queue('orders', {
//                              ^^^^^^^^ Messages of queue `orders (queue)` that `orders` cannot handle come back until they expire
  visibilityTimeoutSeconds: 180,
  redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: 5 }),
});
const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
new aws.lambda.EventSourceMapping('orders', {
  eventSourceArn: queue.arn,
  functionName: orders.arn,
});
