import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    new apigateway.RestApi(this, 'Api', {
      deployOptions: { dataTraceEnabled: this.node.tryGetContext('traced') },
    });
    new lambda.Function(this, 'Create', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'create.handler',
      code: lambda.Code.fromAsset('src'),
      environment: { POWERTOOLS_LOGGER_LOG_EVENT: process.env.LOGGED ?? '' },
    });
  }
}
