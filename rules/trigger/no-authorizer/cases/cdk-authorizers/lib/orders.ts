import { Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Orders extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const pool = new UserPool(this, 'Pool');
    const create = new Function(this, 'Create', { runtime: Runtime.NODEJS_22_X, handler: 'create.handler', code: Code.fromAsset('src') });
    const api = new HttpApi(this, 'Api', { defaultAuthorizer: new HttpUserPoolAuthorizer('Users', pool) });
    api.addRoutes({ path: '/orders', methods: [HttpMethod.POST], integration: new HttpLambdaIntegration('Create', create) });

    new apigateway.LambdaRestApi(this, 'Admin', { handler: create, defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM } });
    const rest = new apigateway.RestApi(this, 'Rest', { defaultMethodOptions: this.node.tryGetContext('methods') });
    rest.root.addMethod('GET', new apigateway.LambdaIntegration(create), { apiKeyRequired: true });
  }
}
