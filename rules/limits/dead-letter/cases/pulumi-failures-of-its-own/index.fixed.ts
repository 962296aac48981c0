import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const role = new aws.iam.Role('orders', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }),
});

const ordersDeadLetters = new aws.sqs.Queue('orders-dead-letters', { messageRetentionSeconds: 1209600, sqsManagedSseEnabled: true });
// Takes what the topic says.
const orders = new aws.lambda.Function('orders', {
//                                     ^^^^^^^^ Events that function `orders` cannot handle are dropped after its retries
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: role.arn,
  deadLetterConfig: { targetArn: ordersDeadLetters.arn },
});
new aws.iam.RolePolicy('orders-sqs', {
  role: role.id,
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: ordersDeadLetters.arn }],
  },
});

const topic = new aws.sns.Topic('news');
new aws.sns.TopicSubscription('news', { topic: topic.arn, protocol: 'lambda', endpoint: orders.arn });
