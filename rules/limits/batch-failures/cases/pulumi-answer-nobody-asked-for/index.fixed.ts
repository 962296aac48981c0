import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const queue = new aws.sqs.Queue('orders');
const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
new aws.lambda.EventSourceMapping('orders', {
//                                ^^^^^^^^ queue orders (queue) does not ask for single failures (ReportBatchItemFailures), but the
  eventSourceArn: queue.arn,
  functionName: orders.arn,
  functionResponseTypes: ['ReportBatchItemFailures'],
});
