import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';

export class Shop extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    new apigateway.RestApi(this, 'Rest', {
      defaultCorsPreflightOptions: { allowOrigins: [this.node.tryGetContext('origin')] },
    });
    new apigatewayv2.HttpApi(this, 'Http', {
      corsPreflight: { allowOrigins: [this.node.tryGetContext('origin')] },
    });
  }
}
