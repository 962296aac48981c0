import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const queue = new aws.sqs.Queue('visits');
const count = new aws.lambda.Function('count', {
  runtime: 'nodejs24.x',
  handler: 'count.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
new aws.lambda.EventSourceMapping('visits', { eventSourceArn: queue.arn, functionName: config.require('worker') });
