import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('orders', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }),
  managedPolicyArns: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
});

new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `orders` runs on `nodejs18.x`, which has had no patches since
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: role.arn,
});

new aws.lambda.Function('labels', {
  runtime: aws.lambda.Runtime.NodeJS24dX,
  handler: 'labels.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: role.arn,
});
