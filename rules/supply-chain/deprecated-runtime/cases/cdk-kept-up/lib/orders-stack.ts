import { Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new Function(this, 'Orders', {
      code: Code.fromAsset('.'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
  }
}
