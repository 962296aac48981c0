import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = Vpc.fromLookup(this, 'Vpc', { vpcName: 'shop' });
    new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
      vpc,
    });
  }
}
