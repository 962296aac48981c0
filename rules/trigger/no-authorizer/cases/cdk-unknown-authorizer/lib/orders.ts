import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const create = new lambda.Function(this, 'Create', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'create.handler', code: lambda.Code.fromAsset('src') });
    const api = new apigateway.RestApi(this, 'Api');
    const orders = api.root.addResource('orders');
    orders.addMethod('POST', new apigateway.LambdaIntegration(create), { authorizationType: this.node.tryGetContext('authorization') });
  }
}
