import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const create = new Function(this, 'Create', {
      code: Code.fromAsset('.'),
      handler: 'src/create.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    const api = new RestApi(this, 'Api');
    const orders = api.root.addResource('orders');
    orders.addMethod('POST', new LambdaIntegration(create));
    //     ^^^^^^^^^ API `Api` passes every body on to `POST /orders`
  }
}
