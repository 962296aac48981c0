import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Function(this, 'Orders', {
    //                 ^^^^^^^^ No timeout is set for `Orders`, so the platform's default of a few seconds decides. Set one that fits the
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
  }
}
