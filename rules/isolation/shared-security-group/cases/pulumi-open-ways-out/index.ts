import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const group = new aws.ec2.SecurityGroup('orders', {
  vpcId: 'vpc-0123456789abcdef0',
  egress: [{ protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] }],
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Security group `orders (group)` lets `orders` send anything anywhere
});
const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  vpcConfig: { subnetIds: ['subnet-0f0f0f0f'], securityGroupIds: [group.id] },
});
