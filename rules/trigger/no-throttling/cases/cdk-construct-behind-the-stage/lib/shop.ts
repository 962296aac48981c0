import { Stack } from 'aws-cdk-lib';
import { CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class Shop extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new Function(this, 'Orders', { code: Code.fromAsset('src'), handler: 'orders.handler', runtime: Runtime.NODEJS_24_X });
    const api = new HttpApi(this, 'Api');
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: new HttpLambdaIntegration('OrdersRoute', orders) });
    (api.defaultStage?.node.defaultChild as CfnStage).defaultRouteSettings = { throttlingBurstLimit: 100, throttlingRateLimit: 50 };
  }
}
