import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
//         ^^^^^^^^^^^^ `orders` runs on `nodejs16.x`, which has had no patches since 2024-06-12
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
