import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const queue = new aws.sqs.Queue('orders', { visibilityTimeoutSeconds: 120 });
//                                                                    ^^ Queue `orders (queue)` hides a message for 25 seconds, though function `orders` may work
const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  timeout: 20,
});
new aws.lambda.EventSourceMapping('orders', {
  eventSourceArn: queue.arn,
  functionName: orders.arn,
});
