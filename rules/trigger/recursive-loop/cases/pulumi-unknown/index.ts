import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const uploads = new aws.s3.Bucket('uploads');
const done = new aws.s3.Bucket('done');
const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  environment: { variables: { BUCKET: config.require('bucket') } },
});
new aws.s3.BucketNotification('uploads', { bucket: uploads.id, lambdaFunctions: [{ lambdaFunctionArn: orders.arn, events: ['s3:ObjectCreated:*'] }] });
