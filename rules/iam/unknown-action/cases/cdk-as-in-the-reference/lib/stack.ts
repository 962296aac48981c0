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
      actions: [
        'dynamodb:GetItem',
        'dynamodb:Batch*',
      ],
      resources: ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders'],
    }));
    orders.addToRolePolicy(new iam.PolicyStatement({
      actions: ['newservice:DoThings'],
      resources: ['arn:aws:dynamodb:eu-west-1:123456789012:table/orders'],
    }));
  }
}
