import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const ordersKey = new aws.kms.Key('orders-key', { description: 'Environment of orders', enableKeyRotation: true });
const orders = new aws.lambda.Function('orders', {
//                                     ^^^^^^^^ The environment of `orders` holds `API_TOKEN`, encrypted with the key that all functions
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  environment: { variables: { API_TOKEN: config.requireSecret('token') } },
  kmsKeyArn: ordersKey.arn,
});
