import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const subnet = new aws.ec2.Subnet('outer', {
  vpcId: 'vpc-0123456789abcdef0',
  cidrBlock: '10.0.1.0/24',
  mapPublicIpOnLaunch: config.requireBoolean('public'),
});
const orders = new aws.lambda.Function('orders', {
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  vpcConfig: { subnetIds: [subnet.id], securityGroupIds: ['sg-0f0f0f0f'] },
});
