import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  environment: { variables: { POWERTOOLS_LOGGER_LOG_EVENT: 'false' } },
//                                                         ^^^^^^ `POWERTOOLS_LOGGER_LOG_EVENT` in `orders` writes every event to the log, with its
});
