import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Function(this, 'Orders', {
    //                 ^^^^^^^^ No memory size is set for `Orders`, so the platform's default decides about memory, processor share and
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
  }
}
