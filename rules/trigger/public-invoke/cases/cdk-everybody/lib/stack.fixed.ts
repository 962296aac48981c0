import { Stack, Aws } from 'aws-cdk-lib';
import { CfnPermission, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new Function(this, 'Orders', {
      code: Code.fromAsset('src'),
      handler: 'orders.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    new CfnPermission(this, 'Call', { action: 'lambda:InvokeFunction', functionName: orders.functionName, principal: Aws.ACCOUNT_ID });
    //                                                                                                               ^^^ Permission `Call` lets everybody with any AWS account invoke its function. Name who may: a service with its
  }
}
