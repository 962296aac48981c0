import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const role = new iam.Role(this, 'OrdersRole', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        orders: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: ['dynamodb:PutItem'],
              resources: [this.node.tryGetContext('table')],
            }),
          ],
        }),
      },
    });
    new lambda.Function(this, 'Create', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'create.handler', code: lambda.Code.fromAsset('src'), role });
  }
}
