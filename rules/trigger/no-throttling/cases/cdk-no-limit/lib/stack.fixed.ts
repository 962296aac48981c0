import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    const api = new RestApi(this, 'Api', { deployOptions: { throttlingRateLimit: 50, throttlingBurstLimit: 100 } });
    //                            ^^^^^ Anyone may call API `Api` (`POST /orders`) as often as the whole account is allowed to. Give its stage a rate
    api.root.addResource('orders').addMethod('POST', new LambdaIntegration(orders));
  }
}
