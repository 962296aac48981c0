import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  environment: { variables: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } },
//                                                          ^^^ `NODE_TLS_REJECT_UNAUTHORIZED` is 0
});
