import { Stack } from 'aws-cdk-lib';
import { CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const subnet = new CfnSubnet(this, 'A', { vpcId: 'vpc-0f0f0f0f', cidrBlock: '10.0.1.0/24', mapPublicIpOnLaunch: isPublic(this) });
    new CfnFunction(this, 'Orders', {
      code: { s3Bucket: 'packages', s3Key: 'orders.zip' },
      handler: 'orders.handler',
      role: 'arn:aws:iam::111122223333:role/orders',
      runtime: 'nodejs24.x',
      vpcConfig: { subnetIds: [subnet.ref], securityGroupIds: ['sg-0f0f0f0f'] },
    });
  }
}
