import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});

new aws.lambda.Permission('callers', {
  action: 'lambda:InvokeFunction',
  function: orders.name,
  principal: aws.getCallerIdentityOutput().accountId,
//           ^^^ Permission `callers` lets everybody with any AWS account invoke its function
});
