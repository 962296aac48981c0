import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'OrdersRole', {
//                                  ^^^^^^^^^^^^ `First` and `Second` run with one role,
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
    });
    role.addToPolicy(new iam.PolicyStatement({
      actions: ['dynamodb:GetItem'],
      resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders'],
    }));
    const first = new lambda.Function(this, 'First', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'first.handler',
      code: lambda.Code.fromAsset('src'),
      role,
    });
    const second = new lambda.Function(this, 'Second', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'second.handler',
      code: lambda.Code.fromAsset('src'),
      role,
    });
  }
}
