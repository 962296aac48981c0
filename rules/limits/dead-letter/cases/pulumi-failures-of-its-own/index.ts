import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('orders', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }),
});

// Takes what the topic says.
const orders = new aws.lambda.Function('orders', {
//                                     ^^^^^^^^ Events that function `orders` cannot handle are dropped after its retries
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: role.arn,
});

const topic = new aws.sns.Topic('news');
new aws.sns.TopicSubscription('news', { topic: topic.arn, protocol: 'lambda', endpoint: orders.arn });
