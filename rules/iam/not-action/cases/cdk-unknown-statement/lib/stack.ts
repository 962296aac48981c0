import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new lambda.Function(this, 'Orders', {
      code: lambda.Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
    });
    orders.addToRolePolicy(new iam.PolicyStatement({
      effect: this.node.tryGetContext('effect'),
      notActions: ['iam:*'],
      resources: [process.env.REACH],
    }));
  }
}
