import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Function(this, 'Orders', {
    //                 ^^^^^^^^ Tracing is off for `Orders`, so nobody can follow a request from the gateway through functions to
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
  }
}
