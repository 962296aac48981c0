import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});

new aws.lambda.Permission('bucket', {
  action: 'lambda:InvokeFunction',
  function: orders.name,
  principal: 's3.amazonaws.com',
  sourceAccount: aws.getCallerIdentityOutput().accountId,
//           ^^^^^^^^^^^^^^^^^^ The policy of `orders` lets `s3.amazonaws.com` in, for whichever account it acts
});
